package io.siteswap.runbook.watch;

import io.siteswap.manager.ManagerProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When a Manager that does not answer is asked again: quickly at first, then every 30 s. */
@Component
class Patience {
  private static final List<Duration> FIRST =
      Stream.of(1, 2, 5, 10, 15).map(Duration::ofSeconds).toList();
  private static final Duration THEN = Duration.ofSeconds(30);

  private final List<Duration> pauses;

  Patience(ManagerProperties properties) {
    List<Duration> all = new ArrayList<>();
    Duration total = Duration.ZERO;
    while (total.compareTo(properties.patience()) < 0) {
      Duration pause = all.size() < FIRST.size() ? FIRST.get(all.size()) : THEN;
      all.add(pause);
      total = total.plus(pause);
    }
    pauses = List.copyOf(all);
  }

  /** How many more tries there are at first. */
  int tries() {
    return pauses.size();
  }

  /** The pause before the next try when so many are left. */
  Duration pause(int triesLeft) {
    return pauses.get(Math.max(0, Math.min(pauses.size() - 1, pauses.size() - triesLeft)));
  }

  /** The same as Camunda writes it. */
  String asRetryCycle() {
    return pauses.stream().map(Duration::toString).collect(Collectors.joining(","));
  }
}
