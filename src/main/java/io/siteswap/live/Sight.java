package io.siteswap.live;

import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was last seen of one cluster, part by part, as not every look reads all of it.
 *
 * @param seenAt when each part was read
 * @param knownAt when the last look had ended
 * @param last the last inventory, for the next look; empty before the first
 * @param trouble why the Manager could not be read when last somebody tried
 */
record Sight(
    List<Host> hosts,
    List<Vm> vms,
    List<StorageDomain> storage,
    Optional<DataCenter> dataCenter,
    Map<Part, Instant> seenAt,
    Optional<Instant> knownAt,
    Optional<Inventory> last,
    Optional<Trouble> trouble) {

  /** The Manager gives no usable answer. */
  record Trouble(Instant since, String why) {}

  static Sight nothing() {
    return new Sight(
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Told of at that time. */
  Sight knownAt(Instant now) {
    return new Sight(hosts, vms, storage, dataCenter, seenAt, Optional.of(now), last, trouble);
  }

  /** What was seen later than it is now was seen before the clock was set back. */
  Sight asOf(Instant now) {
    if (seenAt.values().stream().noneMatch(at -> at.isAfter(now))) {
      return this;
    }
    Map<Part, Instant> past = new EnumMap<>(Part.class);
    seenAt.forEach(
        (part, at) -> {
          if (!at.isAfter(now)) {
            past.put(part, at);
          }
        });
    return new Sight(hosts, vms, storage, dataCenter, past, knownAt, last, trouble);
  }

  /** Somebody may have read a part after the one who tells of it only now. */
  Sight saw(Inventory seen, Set<Part> parts) {
    Set<Part> news = EnumSet.noneOf(Part.class);
    parts.stream().filter(part -> isNewer(part, seen.seenAt())).forEach(news::add);
    return new Sight(
        news.contains(Part.HOSTS) ? seen.clusterHosts() : hosts,
        news.contains(Part.VMS) ? seen.vms() : vms,
        news.contains(Part.STORAGE_DOMAINS) ? seen.storageDomains() : storage,
        news.contains(Part.CLUSTER) ? Optional.of(seen.dataCenter()) : dataCenter,
        at(news, seen.seenAt()),
        knownAt,
        Optional.of(seen),
        Optional.empty());
  }

  Sight sawHosts(Instant at, List<Host> seen) {
    return isNewer(Part.HOSTS, at)
        ? new Sight(
            seen,
            vms,
            storage,
            dataCenter,
            at(Set.of(Part.HOSTS), at),
            knownAt,
            last,
            Optional.empty())
        : this;
  }

  /** What there was may not be there any more: the next look begins anew. */
  Sight missed(Instant at, String why) {
    Instant since = trouble.map(Trouble::since).orElse(at);
    return new Sight(
        hosts,
        vms,
        storage,
        dataCenter,
        seenAt,
        knownAt,
        Optional.empty(),
        Optional.of(new Trouble(since, why)));
  }

  private boolean isNewer(Part part, Instant at) {
    Instant before = seenAt.get(part);
    return before == null || !at.isBefore(before);
  }

  private Map<Part, Instant> at(Set<Part> news, Instant at) {
    Map<Part, Instant> all = new EnumMap<>(Part.class);
    all.putAll(seenAt);
    news.forEach(part -> all.put(part, at));
    return all;
  }

  /** Whether a part is older than that; what was never read always is. */
  boolean isOld(Part part, Instant now, Duration age) {
    Instant at = seenAt.get(part);
    return at == null || !at.plus(age).isAfter(now);
  }

  Instant at(Part part) {
    return seenAt.get(part);
  }
}
