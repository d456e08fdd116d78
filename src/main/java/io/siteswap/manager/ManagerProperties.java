package io.siteswap.manager;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Siteswap treats a Manager.
 *
 * @param callDeadline after which a call counts as unanswered; the SDK itself would wait for ever
 * @param callsAtOnce how many changes are asked of one Manager side by side
 * @param idleConnections are given up after this; the Manager ends a session after 30 idle minutes
 * @param connectionAge after which a connection is replaced, and with it its token: the Manager
 *     lets one live for 100 hours
 * @param patience how long a Manager that does not answer is asked again before people are called
 */
@ConfigurationProperties("siteswap.manager")
public record ManagerProperties(
    @DefaultValue("30s") Duration callDeadline,
    @DefaultValue("10") int callsAtOnce,
    @DefaultValue("20m") Duration idleConnections,
    @DefaultValue("12h") Duration connectionAge,
    @DefaultValue("10m") Duration patience) {}
