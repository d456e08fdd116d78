package io.siteswap.recovery;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lost sites are noticed.
 *
 * @param interval between two looks, one request each; zero means that nobody looks
 */
@ConfigurationProperties("siteswap.lookout")
record LookoutProperties(@DefaultValue("15s") Duration interval) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  LookoutProperties {
    if (!interval.isZero() && interval.compareTo(SHORTEST) < 0) {
      throw new WrongConfiguration(
          "siteswap.lookout.interval is '%s', which is too often".formatted(interval),
          "Expected at least 1s, e.g. 15s, or 0s to switch the lookout off.");
    }
  }

  boolean isOff() {
    return interval.isZero();
  }
}
