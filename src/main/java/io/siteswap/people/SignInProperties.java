package io.siteswap.people;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people and scripts come in.
 *
 * @param basic whether a password may come with each call; else only while the demo users exist
 */
@ConfigurationProperties("siteswap.sign-in")
record SignInProperties(Boolean basic) {}
