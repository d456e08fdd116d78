package io.siteswap.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patiently the outside is spoken to.
 *
 * @param firstPause after the first attempt that failed; each further one waits twice as long
 * @param longestPause unless the other side asks for more
 * @param warnAfter what waits for so long is a warning
 */
@ConfigurationProperties("siteswap.outbox")
record OutboxProperties(
    @DefaultValue("5s") Duration firstPause,
    @DefaultValue("15m") Duration longestPause,
    @DefaultValue("24h") Duration warnAfter) {

  Duration pauseAfter(int attempts) {
    // Past 20 doublings every pause is the longest.
    Duration doubled = firstPause.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), 20));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
