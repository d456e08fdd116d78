package io.siteswap.manager;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.site.StretchCluster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All who want to know what is read of the Managers: a look that is made anyway serves them. */
class Onlookers {
  private final List<Onlooker> all = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  Onlookers(InstantSource clock) {
    this.clock = clock;
  }

  void add(Onlooker onlooker) {
    all.add(onlooker);
  }

  Inventory seen(StretchCluster cluster, Set<Part> parts, Supplier<Inventory> reading) {
    Inventory seen = read(cluster, reading);
    tell(onlooker -> onlooker.saw(cluster.name(), seen, parts));
    return seen;
  }

  List<Host> hosts(StretchCluster cluster, Supplier<List<Host>> reading) {
    Instant begin = clock.instant();
    List<Host> hosts = read(cluster, reading);
    tell(onlooker -> onlooker.sawHosts(cluster.name(), begin, hosts));
    return hosts;
  }

  private <T> T read(StretchCluster cluster, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ManagerRefused | ManagerUnreachable | UnknownCluster e) {
      tell(onlooker -> onlooker.missed(cluster.name(), clock.instant(), e.getMessage()));
      throw e;
    }
  }

  private void tell(Consumer<Onlooker> news) {
    all.forEach(news);
  }
}
