package io.siteswap.mirror;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the Manager is told of our runs.
 *
 * @param enabled whether it is told of them at all
 */
@ConfigurationProperties("siteswap.mirror")
record MirrorProperties(@DefaultValue("true") boolean enabled) {}
