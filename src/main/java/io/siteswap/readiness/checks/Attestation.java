package io.siteswap.readiness.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What somebody has looked at and vouches for, because no program can see it.
 *
 * @param milliseconds the round trip between the sites, where that was measured
 * @param expires the last day on which it counts
 */
public record Attestation(
    String subject,
    String evidence,
    Optional<Double> milliseconds,
    LocalDate expires,
    String by,
    Instant at) {
  public static final String L2 = "l2";
  public static final String WRITABLE_STORAGE = "writable-storage";
  public static final String LATENCY = "latency";
  public static final String MANAGER_AVAILABILITY = "manager-availability";
  public static final String REPLICATION = "replication:";

  public boolean countsAt(Instant now) {
    return !today(now).isAfter(expires);
  }

  boolean endsWithin(Duration time, Instant now) {
    return !countsAt(now.plus(time));
  }

  public static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
