package io.siteswap.console;

import io.siteswap.audit.Targets;
import io.siteswap.ledger.RunList;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The list of all runs, with what people measure them by. */
@Component
class RunRows {
  private final RunList list;
  private final Wording words;
  private final Targets targets;
  private final InstantSource clock;

  RunRows(RunList list, Wording words, Targets targets, InstantSource clock) {
    this.list = list;
    this.words = words;
    this.targets = targets;
    this.clock = clock;
  }

  Some<RunRow> some(RunList.Wish wish, int page, int size) {
    int found = list.count(wish);
    int last = Math.max(0, (found - 1) / size);
    int wanted = Math.min(last, Math.max(0, page));
    Instant now = clock.instant();
    return new Some<>(
        list.some(wish, wanted, size).stream()
            .map(line -> RunRow.of(line, words, target(line), now))
            .toList(),
        wanted,
        size,
        found);
  }

  private Duration target(RunList.Line line) {
    return targets.of(line.runbook()).orElse(null);
  }
}
