package io.siteswap.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.util.List;

/** How long things take when nothing goes wrong. */
final class Forecast {
  /** A new SPM is elected at the Manager's next look at the data centre, at most 10 s away. */
  static final Duration SPM_MOVE = Duration.ofSeconds(10);

  static final Duration ACTIVATION = Duration.ofSeconds(10);

  /** What is done is seen at the next look. */
  static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration REQUEST = Duration.ofMillis(30);

  /** The hypervisor's own default: two migrations at once of 52 MiB/s each. */
  private static final long DEFAULT_BANDWIDTH = 2 * 52L * 1024 * 1024;

  private Forecast() {}

  static Duration requests(List<Change> changes) {
    return REQUEST.multipliedBy(changes.size());
  }

  /** Every host sends and receives within its bandwidth; the slowest one decides. */
  static Duration of(Inventory now, List<Vm> moving, int targets) {
    if (moving.isEmpty()) {
      return Duration.ZERO;
    }
    long bandwidth = now.cluster().migrationBandwidth().orElse(DEFAULT_BANDWIDTH);
    long sending =
        moving.stream()
            .collect(groupingBy(vm -> vm.host().orElseThrow(), summingLong(Vm::memory)))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    long receiving = moving.stream().mapToLong(Vm::memory).sum() / Math.max(1, targets);
    return Duration.ofSeconds(Math.max(sending, receiving) / bandwidth);
  }
}
