package io.siteswap.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and scripts come in.
 *
 * @param basic whether a password may come with each call; else only while the demo users exist
 * @param metricsByToken whether metrics are read with a token of that scope only
 */
@ConfigurationProperties("siteswap.sign-in")
record SignInProperties(Boolean basic, @DefaultValue("false") boolean metricsByToken) {}
