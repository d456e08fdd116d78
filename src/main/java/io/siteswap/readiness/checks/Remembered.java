package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an audit keeps of the Manager's events for those after it: each reads only what is new.
 *
 * @param lastEvent the id up to which they were read
 * @param events those that still matter, the oldest first
 */
public record Remembered(long lastEvent, List<LogEntry> events) {
  public static final Remembered NOTHING = new Remembered(0, List.of());
  static final int ENGINE_STARTED = 1;
  static final int LEASE_NOT_PLUGGED = 1220;
  private static final Set<Integer> CODES = Set.of(ENGINE_STARTED, LEASE_NOT_PLUGGED);
  // The Manager itself warns of certificates every day.
  private static final Duration KEPT = Duration.ofDays(2);
  private static final Duration LEASE_KEPT = Duration.ofDays(30);
  private static final int MOST = 200;

  public Remembered with(List<LogEntry> news, Instant now) {
    long last = news.stream().mapToLong(LogEntry::id).max().orElse(lastEvent);
    List<LogEntry> all =
        Stream.concat(events.stream(), news.stream())
            .filter(event -> matters(event) && isFresh(event, now))
            .sorted(Comparator.comparingLong(LogEntry::id))
            .distinct()
            .toList();
    return new Remembered(
        Math.max(last, lastEvent), all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  private static boolean matters(LogEntry event) {
    return CODES.contains(event.code()) || warnsOfCertificate(event);
  }

  private static boolean isFresh(LogEntry event, Instant now) {
    Duration kept = event.code() == LEASE_NOT_PLUGGED ? LEASE_KEPT : KEPT;
    return event.time().plus(kept).isAfter(now);
  }

  /** Known by its words: the Manager has several codes for it, and they differ by version. */
  static boolean warnsOfCertificate(LogEntry event) {
    String description = event.description().toLowerCase(Locale.ROOT);
    return event.severity() != Severity.NORMAL
        && description.contains("certific")
        && description.contains("expire");
  }

  Optional<Instant> engineStarted() {
    return events.stream()
        .filter(event -> event.code() == ENGINE_STARTED)
        .map(LogEntry::time)
        .max(Comparator.naturalOrder());
  }

  List<LogEntry> certificateWarnings() {
    return events.stream().filter(Remembered::warnsOfCertificate).toList();
  }

  List<LogEntry> leasesNotPlugged() {
    return events.stream().filter(event -> event.code() == LEASE_NOT_PLUGGED).toList();
  }
}
