package io.siteswap.ledger;

import static java.util.stream.Collectors.toMap;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.ObservedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Migrations of a maintenance that failed while both hosts live: the Manager tells that under a
 * correlation id of its own, so the entry is found by its VM.
 */
record FailedMigrations(Map<String, LogEntry> byVm) {
  static final FailedMigrations NONE = new FailedMigrations(Map.of());

  /** Failed or aborted, nowhere to go, failed in a maintenance: the newest of a VM counts. */
  static final Set<Integer> CODES = Set.of(64, 65, 120, 140, 166, 1111);

  static FailedMigrations of(List<LogEntry> newestFirst) {
    return new FailedMigrations(
        newestFirst.stream()
            .filter(event -> !event.vm().isEmpty())
            .collect(toMap(LogEntry::vm, Function.identity(), (newest, older) -> newest)));
  }

  /** Whether the VM stands on its host, though the Manager is to move it. */
  static boolean maySayWhy(Entry entry, Inventory now) {
    return entry.is(ChangeState.REQUESTED)
        && entry.change() instanceof EvacuateVm
        && entry.change().implied()
        && entry.ask().answeredAt().isPresent()
        && entry.change().observe(now).is(ObservedState.Kind.BEFORE);
  }

  /** The Manager's words, if it has failed since it was waited for. */
  Optional<String> of(Entry entry, Inventory now) {
    if (byVm.isEmpty() || !maySayWhy(entry, now)) {
      return Optional.empty();
    }
    return Optional.ofNullable(byVm.get(entry.change().object().name()))
        .filter(event -> !event.time().isBefore(entry.ask().requestedAt().orElseThrow()))
        .map(LogEntry::description);
  }
}
