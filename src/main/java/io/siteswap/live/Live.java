package io.siteswap.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.Onlooker;
import io.siteswap.manager.UnknownCluster;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sees what anybody sees of the clusters, and shows it to whoever watches. */
@Component
class Live implements Onlooker {
  private static final Logger log = LoggerFactory.getLogger(Live.class);

  /** What moves is looked at at the pace that is configured, the rest a few times less often. */
  private static final Map<Part, Integer> PACES =
      new EnumMap<>(Map.of(Part.HOSTS, 1, Part.VMS, 1, Part.STORAGE_DOMAINS, 6, Part.CLUSTER, 6));

  /** A look that takes long makes the Manager work: nine tenths of the time it is left alone. */
  private static final int RESTS = 10;

  /** One that hung for half a minute may be back at once, and is not to seem away for five. */
  private static final int RESTS_AFTER_FAILURE = 1;

  private final StretchClusters clusters;
  private final Managers managers;
  private final Pictures pictures;
  private final LiveProperties properties;
  private final InstantSource clock;
  private final ObjectProvider<LiveKeeper> keeper;
  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
  private final Map<String, Sight> sights = new ConcurrentHashMap<>();
  private final Map<String, Duration> rests = new ConcurrentHashMap<>();

  Live(
      StretchClusters clusters,
      Managers managers,
      Pictures pictures,
      LiveProperties properties,
      ObjectMapper json,
      InstantSource clock,
      ObjectProvider<LiveKeeper> keeper) {
    this.clusters = clusters;
    this.managers = managers;
    this.pictures = pictures;
    this.properties = properties;
    this.clock = clock;
    this.keeper = keeper;
    clusters.all().forEach(cluster -> feeds.put(cluster.name(), new Feed(json, clock)));
    managers.tell(this);
  }

  Feed feed(StretchCluster cluster) {
    return feeds.get(cluster.name());
  }

  List<StretchCluster> watched() {
    return clusters.all().stream().filter(cluster -> feed(cluster).isWatched()).toList();
  }

  int viewers() {
    return feeds.values().stream().mapToInt(feed -> feed.viewers().size()).sum();
  }

  /** Shows it as it is known now; one after the other, so that no older picture comes last. */
  void show(StretchCluster cluster) {
    Feed feed = feed(cluster);
    if (!feed.isWatched()) {
      feed.forget();
      return;
    }
    synchronized (feed.turn()) {
      feed.show(pictures.of(cluster, sight(cluster)));
    }
  }

  /** Looks at the Manager, unless somebody has done so lately. */
  void look(StretchCluster cluster) {
    Set<Part> old = old(cluster);
    if (old.isEmpty()) {
      return;
    }
    Instant begin = clock.instant();
    int rests = RESTS;
    try {
      managers.look(cluster, sight(cluster).last(), old);
    } catch (ManagerRefused | ManagerUnreachable | UnknownCluster e) {
      log.debug("Nothing is seen of cluster {}: {}", cluster.name(), e.getMessage());
      rests = RESTS_AFTER_FAILURE;
    }
    this.rests.put(cluster.name(), Duration.between(begin, clock.instant()).multipliedBy(rests));
  }

  private Set<Part> old(StretchCluster cluster) {
    Instant now = clock.instant();
    Sight sight = sight(cluster);
    Duration rest = rests.getOrDefault(cluster.name(), Duration.ZERO);
    Duration pace = rest.compareTo(properties.pace()) > 0 ? rest : properties.pace();
    Set<Part> old = EnumSet.noneOf(Part.class);
    PACES.forEach(
        (part, times) -> {
          if (sight.isOld(part, now, pace.multipliedBy(times))) {
            old.add(part);
          }
        });
    return old;
  }

  private Sight sight(StretchCluster cluster) {
    return sights.getOrDefault(cluster.name(), Sight.nothing()).asOf(clock.instant());
  }

  @Override
  public void saw(String cluster, Inventory seen, Set<Part> parts) {
    news(cluster, sight -> sight.saw(seen, parts));
  }

  @Override
  public void sawHosts(String cluster, Instant at, List<Host> hosts) {
    news(cluster, sight -> sight.sawHosts(at, hosts));
  }

  @Override
  public void missed(String cluster, Instant at, String why) {
    news(cluster, sight -> sight.missed(at, why));
  }

  private void news(String cluster, UnaryOperator<Sight> news) {
    Instant now = clock.instant();
    sights.compute(
        cluster,
        (name, known) ->
            news.apply(known == null ? Sight.nothing() : known.asOf(now)).knownAt(now));
    keeper.ifAvailable(keeping -> keeping.showSoon(clusters.named(cluster)));
  }
}
