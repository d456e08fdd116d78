package io.siteswap.manager;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NewHost;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Manager of each stretch cluster, and the inventories that all who look at once share. */
public class Managers implements AutoCloseable {
  private final Map<ManagerAccess, Manager> byAccess;
  private final Map<String, Inventory> latest = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Managers(StretchClusters clusters, ManagerProperties properties, InstantSource clock) {
    this.clock = clock;
    byAccess =
        clusters.all().stream()
            .map(StretchCluster::manager)
            .distinct()
            .collect(
                toUnmodifiableMap(
                    access -> access, access -> manager(access, clusters, properties, clock)));
  }

  private static Manager manager(
      ManagerAccess access,
      StretchClusters clusters,
      ManagerProperties properties,
      InstantSource clock) {
    List<NewHost> newHosts =
        clusters.all().stream()
            .filter(cluster -> cluster.manager().equals(access))
            .flatMap(cluster -> cluster.blueprint().hosts().stream())
            .toList();
    return new Manager(access, properties, clock, newHosts);
  }

  public Manager of(StretchCluster cluster) {
    return byAccess.get(cluster.manager());
  }

  /** Reads the Manager now. */
  public Inventory inventory(StretchCluster cluster) {
    return inventory(cluster, Duration.ZERO);
  }

  /** What was read at most {@code age} ago, or else is read now; one reading serves all. */
  public Inventory inventory(StretchCluster cluster, Duration age) {
    return latest.compute(
        cluster.name(),
        (name, last) -> last != null && isFresh(last, age) ? last : of(cluster).inventory(cluster));
  }

  /** A clock that was set back must not make an old reading look new. */
  private boolean isFresh(Inventory last, Duration age) {
    Instant now = clock.instant();
    return !last.seenAt().isAfter(now) && last.seenAt().plus(age).isAfter(now);
  }

  @Override
  public void close() {
    byAccess.values().forEach(Manager::close);
  }
}
