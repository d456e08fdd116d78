package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.site.StretchCluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The SPM priorities of two sites: every primary host above every secondary one, and at least one
 * secondary host that can be elected at all. As few hosts as possible are changed.
 *
 * @param ceiling the highest priority of a secondary host; primary hosts are above it
 */
record SpmPriorities(int ceiling, List<Change> changes) {
  private static final int NEVER = -1;
  private static final int HIGHEST = 10;
  private static final int USUAL = 5;

  static SpmPriorities of(StretchCluster cluster, List<Host> hosts, boolean secondaryComes) {
    List<Host> primary = at(hosts, cluster, true);
    List<Host> secondary = at(hosts, cluster, false);
    return IntStream.range(0, HIGHEST)
        .mapToObj(ceiling -> under(ceiling, primary, secondary, secondaryComes))
        .min(
            Comparator.comparingInt((SpmPriorities found) -> found.changes().size())
                .thenComparing(found -> Math.abs(found.ceiling() - USUAL)))
        .orElseThrow();
  }

  private static List<Host> at(List<Host> hosts, StretchCluster cluster, boolean primary) {
    return hosts.stream()
        .filter(host -> (primary ? cluster.primary() : cluster.secondary()).holds(host.name()))
        .toList();
  }

  private static SpmPriorities under(
      int ceiling, List<Host> primary, List<Host> secondary, boolean secondaryComes) {
    List<Change> changes = new ArrayList<>();
    primary.stream()
        .filter(host -> host.spmPriority() <= ceiling)
        .forEach(host -> changes.add(set(host, ceiling + 1)));
    secondary.stream()
        .filter(host -> host.spmPriority() > ceiling)
        .forEach(host -> changes.add(set(host, ceiling)));
    boolean nobody =
        !secondaryComes && secondary.stream().allMatch(host -> host.spmPriority() == NEVER);
    if (nobody && !secondary.isEmpty()) {
      changes.add(set(secondary.get(0), ceiling));
    }
    return new SpmPriorities(ceiling, changes);
  }

  private static SetSpmPriority set(Host host, int priority) {
    return new SetSpmPriority(host.ref(), host.access().port(), host.spmPriority(), priority);
  }

  /** With what a new host begins. */
  int ofNew(boolean primary) {
    return primary ? ceiling + 1 : ceiling;
  }
}
