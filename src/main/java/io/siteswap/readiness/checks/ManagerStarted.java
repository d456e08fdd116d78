package io.siteswap.readiness.checks;

import io.siteswap.site.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/** For 300 s after its start a Manager fences nobody. */
record ManagerStarted() implements Check {
  private static final Duration NO_FENCING = Duration.ofMinutes(5);

  @Override
  public Set<Need> concerns() {
    return Set.of(Need.LOSS);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    return facts.remembered().engineStarted().stream()
        .filter(start -> start.plus(NO_FENCING).isAfter(facts.now()))
        .map(ManagerStarted::justNow);
  }

  private static Finding justNow(Instant start) {
    return Finding.warning(
            "manager-just-started",
            "The Manager was started less than 300 s ago: it fences nobody yet",
            "Wait until %s.".formatted(LocalTimes.ofDay(start.plus(NO_FENCING))))
        .seen("started at " + LocalTimes.at(start));
  }
}
