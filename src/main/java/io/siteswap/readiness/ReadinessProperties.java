package io.siteswap.readiness;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the clusters are audited.
 *
 * @param interval between two audits; zero means only when somebody asks
 * @param keep for how long what audits have found is kept
 */
@ConfigurationProperties("siteswap.readiness")
public record ReadinessProperties(
    @DefaultValue("5m") Duration interval, @DefaultValue("30d") Duration keep) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  public ReadinessProperties {
    if (!interval.isZero() && interval.compareTo(SHORTEST) < 0) {
      throw new WrongConfiguration(
          "siteswap.readiness.interval is '%s', which is too often".formatted(interval),
          "Expected at least 30s, e.g. 5m, or 0s for audits on demand only.");
    }
    if (keep.compareTo(Duration.ofDays(1)) < 0) {
      throw new WrongConfiguration(
          "siteswap.readiness.keep is '%s', which is too short".formatted(keep),
          "Expected at least 1d, e.g. 30d.");
    }
  }

  public boolean isOnDemandOnly() {
    return interval.isZero();
  }
}
