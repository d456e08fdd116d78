package io.siteswap.engine;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the engine keeps the history of what has ended, and when it removes what is older. The
 * journal, the ledger and the evidence are kept apart from it, and for ever.
 *
 * @param history of runs; in whole days, as the engine counts
 * @param audits of the audits of readiness, of which there is one every few minutes
 * @param cleanUpFrom the time of the day at which removing begins, as in {@code 02:00}
 * @param cleanUpTo and ends
 */
@ConfigurationProperties("siteswap.retention")
public record RetentionProperties(
    @DefaultValue("365d") Duration history,
    @DefaultValue("1d") Duration audits,
    @DefaultValue("02:00") String cleanUpFrom,
    @DefaultValue("04:00") String cleanUpTo) {
  public RetentionProperties {
    refuseNoDays("history", history);
    refuseNoDays("audits", audits);
    refuseNoTime("clean-up-from", cleanUpFrom);
    refuseNoTime("clean-up-to", cleanUpTo);
  }

  private static void refuseNoDays(String property, Duration value) {
    if (value.toDays() < 1 || !value.equals(Duration.ofDays(value.toDays()))) {
      throw new IllegalArgumentException(
          "siteswap.retention.%s is %s: expected whole days, 1d or more"
              .formatted(property, value));
    }
  }

  private static void refuseNoTime(String property, String value) {
    try {
      var unused = LocalTime.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "siteswap.retention.%s is '%s': expected a time of the day, as in 02:00"
              .formatted(property, value),
          e);
    }
  }
}
