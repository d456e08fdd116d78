package io.siteswap.manager;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NewHost;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Manager of each stretch cluster, and the inventories that all who look at once share. */
public class Managers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Managers.class);

  /** What does not change by itself is as good as it was at the last full look. */
  private static final Duration LONG_AGO = Duration.ofHours(1);

  private final Map<ManagerAccess, Manager> byAccess;
  private final Map<ManagerAccess, Contact> contacts;
  private final Map<String, Inventory> latest = new ConcurrentHashMap<>();
  private final Map<String, Identity> identities = new ConcurrentHashMap<>();
  private final Glances glances;
  private final Onlookers onlookers;
  private final InstantSource clock;

  public Managers(StretchClusters clusters, ManagerProperties properties, InstantSource clock) {
    this(clusters, properties, clock, new SimpleMeterRegistry());
  }

  Managers(
      StretchClusters clusters,
      ManagerProperties properties,
      InstantSource clock,
      MeterRegistry meters) {
    this.clock = clock;
    contacts =
        clusters.all().stream()
            .map(StretchCluster::manager)
            .distinct()
            .collect(
                toUnmodifiableMap(access -> access, access -> new Contact(access, clock, meters)));
    this.glances = new Glances(clock);
    this.onlookers = new Onlookers(clock);
    byAccess =
        clusters.all().stream()
            .map(StretchCluster::manager)
            .distinct()
            .collect(
                toUnmodifiableMap(
                    access -> access, access -> manager(access, clusters, properties)));
  }

  private Manager manager(
      ManagerAccess access, StretchClusters clusters, ManagerProperties properties) {
    List<NewHost> newHosts =
        clusters.all().stream()
            .filter(cluster -> cluster.manager().equals(access))
            .flatMap(cluster -> cluster.blueprint().hosts().stream())
            .toList();
    return new Manager(access, properties, clock, newHosts, onlookers, contacts.get(access));
  }

  /** From now on it is told what anybody reads. */
  public void tell(Onlooker onlooker) {
    onlookers.add(onlooker);
  }

  public Manager of(StretchCluster cluster) {
    return byAccess.get(cluster.manager());
  }

  /** How it answered when it was asked last; nobody asks for this. */
  Contact contact(StretchCluster cluster) {
    return contacts.get(cluster.manager());
  }

  /** Reads the Manager now. */
  public Inventory inventory(StretchCluster cluster) {
    return inventory(cluster, Duration.ZERO);
  }

  /** What was read at most {@code age} ago, or else is read now; one reading serves all. */
  public Inventory inventory(StretchCluster cluster, Duration age) {
    return latest.compute(
        cluster.name(),
        (name, last) -> last != null && isFresh(last, age) ? last : readAnew(cluster));
  }

  private Inventory readAnew(StretchCluster cluster) {
    Inventory whole = of(cluster).inventory(cluster);
    glances.forget(cluster.name());
    identify(cluster, whole.cluster());
    return whole;
  }

  private void identify(StretchCluster cluster, Cluster seen) {
    try {
      identities.put(cluster.name(), Identity.of(of(cluster), seen));
    } catch (ManagerRefused | ManagerUnreachable e) {
      log.debug("Cluster {}: who its Manager is was not told", cluster.name(), e);
    }
  }

  /**
   * The other configured names of the very same cluster, by the Managers' own ids: whatever it is
   * called, and at whatever address it is reached. Of those that have answered.
   */
  public List<String> alsoCalled(StretchCluster cluster) {
    Identity own = identities.get(cluster.name());
    return identities.entrySet().stream()
        .filter(other -> !other.getKey().equals(cluster.name()) && other.getValue().equals(own))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What audits and plans want to know alike. */
  public Circumstances circumstances(StretchCluster cluster) {
    return of(cluster).circumstances(alsoCalled(cluster));
  }

  /**
   * What somebody needs who looks again and again: the needed parts as they are now, those that
   * follow the hosts as they were when last a host had changed, the rest as it was.
   */
  public Inventory glance(StretchCluster cluster, Set<Part> needed, Set<Part> following) {
    if (needed.equals(Part.all())) {
      return inventory(cluster);
    }
    Inventory base = inventory(cluster, LONG_AGO);
    return glances.look(cluster, of(cluster), base, needed, following);
  }

  /**
   * These parts as they are now, for somebody who decides nothing by them: what the others go by
   * stays as it is.
   */
  public Inventory look(StretchCluster cluster, Optional<Inventory> last, Set<Part> parts) {
    Manager manager = of(cluster);
    return last.map(seen -> manager.inventory(cluster, seen, parts))
        .orElseGet(() -> manager.inventory(cluster));
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
