package io.siteswap.runbook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine runs.
 *
 * @param node names this process among all that share the database; what a crashed process of the
 *     same name held is taken back when it starts again, so it must be unique among live ones
 * @param lookInterval how often the Manager is looked at while somebody waits
 */
@ConfigurationProperties("siteswap.runbook")
record RunbookProperties(
    @DefaultValue("siteswap") String node, @DefaultValue("1s") Duration lookInterval) {}
