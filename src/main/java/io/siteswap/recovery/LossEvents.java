package io.siteswap.recovery;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Manager's log tells of the loss of hosts; each is some seconds after what it tells. */
record LossEvents(List<LogEntry> events) {
  static final Set<Integer> ENGINE_STARTED = Set.of(1);
  // 10804 stands in for 12 where the name of the host cannot be resolved.
  static final Set<Integer> NON_RESPONSIVE = Set.of(12, 10_804);
  static final Set<Integer> UNREACHABLE = Set.of(9008, 9027);
  // Of any command that failed; it counts where it says how long the last answer is ago.
  static final Set<Integer> COMMAND_FAILED = Set.of(10_802);
  // Its status was set to Up; activated.
  static final Set<Integer> HEARD_AGAIN = Set.of(13, 16);
  static final Set<Integer> CONFIRMED = Set.of(494);
  static final Set<Integer> FENCE_FAILED = Set.of(9002, 9028);
  static final Set<Integer> FENCE_SKIPPED = Set.of(423, 9014);
  static final Set<Integer> NO_HOST_FOR_SPM = Set.of(979);
  static final Set<Integer> CLEARED = Set.of(143);
  static final Set<Integer> FAILED = Set.of(143, 9602);
  static final Set<Integer> RESTART_FAILED = Set.of(9603, 507, 54);
  static final Set<Integer> STOPPED = Set.of(33, 61);
  static final Set<Integer> CODES =
      Stream.of(
              ENGINE_STARTED,
              NON_RESPONSIVE,
              UNREACHABLE,
              COMMAND_FAILED,
              HEARD_AGAIN,
              CONFIRMED,
              FENCE_FAILED,
              FENCE_SKIPPED,
              NO_HOST_FOR_SPM,
              FAILED,
              RESTART_FAILED,
              STOPPED)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern LAST_ANSWER =
      Pattern.compile("last response arrived (\\d{1,12}) ms ago");
  // Between the first command that fails and the status that says so, preparing hosts included.
  private static final Duration NOTICED_WITHIN = Duration.ofMinutes(3);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration GRACE_OF_SPM = Duration.ofSeconds(20);
  private static final Duration GRACE_PER_VM = Duration.ofMillis(500);

  Optional<Instant> latest(Set<Integer> codes) {
    return latest(events.stream(), codes);
  }

  Optional<Instant> latest(Host host, Set<Integer> codes) {
    return latest(of(host), codes);
  }

  Optional<Instant> latest(Vm vm, Set<Integer> codes) {
    return latest(of(vm), codes);
  }

  /** The last contact with it: to the millisecond where the log says so, else some s later. */
  Optional<Instant> unreachableSince(Host host) {
    Optional<Instant> noticed = latest(host, UNREACHABLE).or(() -> latest(host, NON_RESPONSIVE));
    Optional<Failure> failure = failure(host);
    return failure
        .filter(f -> noticed.filter(at -> at.isAfter(f.at().plus(NOTICED_WITHIN))).isEmpty())
        .map(Failure::lastAnswer)
        .or(() -> noticed);
  }

  /** Since when the Manager hears nothing of a host whose status does not say so yet. */
  Optional<Instant> unheardSince(Host host, Instant now) {
    return failure(host)
        .filter(f -> f.at().plus(NOTICED_WITHIN).isAfter(now))
        .filter(f -> latest(host, HEARD_AGAIN).filter(f.lastAnswer()::isBefore).isEmpty())
        .map(Failure::lastAnswer);
  }

  /** A command that was not answered. */
  private record Failure(Instant at, Instant lastAnswer) {
    static Optional<Failure> of(LogEntry event) {
      Matcher told = LAST_ANSWER.matcher(event.description());
      return told.find()
          ? Optional.of(
              new Failure(event.time(), event.time().minusMillis(Long.parseLong(told.group(1)))))
          : Optional.empty();
    }
  }

  private Optional<Failure> failure(Host host) {
    return of(host)
        .filter(event -> COMMAND_FAILED.contains(event.code()))
        .flatMap(event -> Failure.of(event).stream())
        .max(Comparator.comparing(Failure::at));
  }

  /** As the log says, or when its grace period must have been over. */
  Optional<Instant> nonResponsiveSince(Host host, int vms) {
    Optional<Instant> unreachable = latest(host, UNREACHABLE);
    return latest(host, NON_RESPONSIVE)
        .filter(at -> unreachable.filter(at::isBefore).isEmpty())
        .or(() -> unreachable.map(at -> at.plus(grace(host, vms))));
  }

  static Duration grace(Host host, int vms) {
    Duration ofSpm = host.isSpm() ? GRACE_OF_SPM : Duration.ZERO;
    return GRACE.plus(ofSpm).plus(GRACE_PER_VM.multipliedBy(vms));
  }

  /** Whether it has happened to the host since it was last heard of. */
  boolean since(Host host, Set<Integer> codes) {
    Instant lost = unreachableSince(host).orElse(Instant.MIN);
    return latest(host, codes).filter(at -> !at.isBefore(lost)).isPresent();
  }

  /** How often the Manager has tried in vain since: one try may leave several entries. */
  int failures(Vm vm, Instant since) {
    return of(vm)
        .filter(event -> RESTART_FAILED.contains(event.code()) && !event.time().isBefore(since))
        .collect(Collectors.groupingBy(LogEntry::code, Collectors.summingInt(event -> 1)))
        .values()
        .stream()
        .max(Comparator.naturalOrder())
        .orElse(0);
  }

  /** Whether the VM went down with one of these hosts; not known where the log does not say. */
  Optional<Boolean> wentDownWith(Vm vm, Collection<Host> hosts) {
    List<LogEntry> cleared = of(vm).filter(event -> CLEARED.contains(event.code())).toList();
    return cleared.isEmpty()
        ? Optional.empty()
        : Optional.of(
            hosts.stream()
                .anyMatch(host -> cleared.stream().anyMatch(e -> e.isAbout(host.name()))));
  }

  private Stream<LogEntry> of(Host host) {
    return events.stream().filter(event -> is(event, event.host(), host.name()));
  }

  private Stream<LogEntry> of(Vm vm) {
    return events.stream().filter(event -> is(event, event.vm(), vm.name()));
  }

  private static boolean is(LogEntry event, String about, String name) {
    return about.isEmpty() ? LogEntry.hasName(event.description(), name) : about.equals(name);
  }

  private static Optional<Instant> latest(Stream<LogEntry> events, Set<Integer> codes) {
    return events
        .filter(event -> codes.contains(event.code()))
        .map(LogEntry::time)
        .max(Comparator.naturalOrder());
  }
}
