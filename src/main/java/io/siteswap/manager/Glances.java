package io.siteswap.manager;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What those see who look again and again: each look reads what they need, and the rest is as it
 * was read before. A list that only follows the hosts, such as the VMs that leave them, is read
 * again when a host has changed, or when ten times as long has passed as it took to read.
 */
class Glances {
  private static final int RESTS = 10;

  private record Glance(Inventory seen, Instant followedAt, Duration took) {}

  private final Map<String, Glance> latest = new ConcurrentHashMap<>();
  private final InstantSource clock;

  Glances(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param base what was read before by anybody
   * @param needed what is read now
   * @param following what follows the hosts
   */
  Inventory look(
      StretchCluster cluster,
      Manager manager,
      Inventory base,
      Set<Part> needed,
      Set<Part> following) {
    Glance last =
        latest.getOrDefault(cluster.name(), new Glance(base, base.seenAt(), Duration.ZERO));
    Glance now = look(cluster, manager, last, needed, following);
    latest.put(cluster.name(), now);
    return now.seen();
  }

  /** Somebody has read all of it anew. */
  void forget(String cluster) {
    latest.remove(cluster);
  }

  private Glance look(
      StretchCluster cluster, Manager manager, Glance last, Set<Part> needed, Set<Part> following) {
    Set<Part> later = EnumSet.noneOf(Part.class);
    later.addAll(following);
    later.removeAll(needed);
    Set<Part> atOnce = EnumSet.noneOf(Part.class);
    atOnce.addAll(needed);
    if (!later.isEmpty()) {
      atOnce.add(Part.HOSTS);
    }
    Inventory seen = manager.inventory(cluster, last.seen(), atOnce);
    if (later.isEmpty() || !(isDue(last) || moved(last.seen(), seen))) {
      return new Glance(seen, last.followedAt(), last.took());
    }
    Instant begin = clock.instant();
    Inventory whole = manager.inventory(cluster, seen, later);
    return new Glance(whole, begin, Duration.between(begin, clock.instant()));
  }

  private boolean isDue(Glance last) {
    return !clock.instant().isBefore(last.followedAt().plus(last.took().multipliedBy(RESTS)));
  }

  private static boolean moved(Inventory before, Inventory now) {
    return !states(before).equals(states(now));
  }

  private static List<HostStatus> states(Inventory inventory) {
    return inventory.hosts().stream().map(Host::status).toList();
  }
}
