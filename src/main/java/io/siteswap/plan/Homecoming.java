package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.ObjectRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is on record, as the Manager has it now: by its id, else by its name. What it has no more is
 * left out, and the VMs of a host that is gone get another host of their site.
 *
 * @param notes what people are to know of that
 */
record Homecoming(AsRecorded home, List<String> notes) {
  private static final int NAMED = 5;

  static Homecoming of(AsRecorded record, Site site, Inventory now) {
    return new Search(record, site, now).result();
  }

  /** Looks for one thing after the other. */
  private static class Search {
    private final AsRecorded record;
    private final Site site;
    private final Inventory now;
    private final List<HostRef> gone = new ArrayList<>();
    private final Set<ObjectRef> anew = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    Search(AsRecorded record, Site site, Inventory now) {
      this.record = record;
      this.site = site;
      this.now = now;
    }

    Homecoming result() {
      List<HostRef> hosts = hosts();
      List<Host> pool = pool(hosts);
      List<AsRecorded.Place> places = places(pool);
      Optional<HostRef> spm = record.spm().flatMap(home -> host(home).or(() -> preferred(pool)));
      note(anew, "taken by name, since it was installed or imported anew: %s");
      note(gone, "there no more, and left out: %s");
      List<PlaceVms> suspended =
          record.suspended().stream().filter(group -> group.resumption(now).isPresent()).toList();
      record.suspended().stream()
          .filter(group -> !suspended.contains(group))
          .forEach(
              group -> notes.add("there no more, and left out: affinity group " + group.object()));
      return new Homecoming(
          new AsRecorded(hosts, spm, places, suspended, gone, record.notUp()), notes);
    }

    private List<HostRef> hosts() {
      List<HostRef> found = new ArrayList<>();
      for (HostRef ref : record.hosts()) {
        host(ref).ifPresentOrElse(found::add, () -> gone.add(ref));
      }
      return found.stream().distinct().toList();
    }

    private Optional<HostRef> host(HostRef ref) {
      Optional<HostRef> found = now.recorded(ref).map(Host::ref);
      found.filter(host -> !host.equals(ref)).ifPresent(anew::add);
      return found;
    }

    /** The hosts that take in who has lost its own: those that return, else what is up there. */
    private List<Host> pool(List<HostRef> returning) {
      List<Host> hosts =
          returning.isEmpty()
              ? now.clusterHosts().stream()
                  .filter(host -> host.isUp() && site.holds(host.name()))
                  .toList()
              : returning.stream().flatMap(ref -> now.host(ref).stream()).toList();
      return hosts.stream().sorted(Comparator.comparing(Host::name)).toList();
    }

    private Optional<HostRef> preferred(List<Host> pool) {
      return pool.stream()
          .filter(host -> host.spmPriority() >= 0)
          .max(Comparator.comparing(Host::spmPriority))
          .map(Host::ref);
    }

    /** From the record alone, so that it stays the same while VMs move. */
    private List<AsRecorded.Place> places(List<Host> pool) {
      Map<HostRef, Long> load = new HashMap<>();
      List<AsRecorded.Place> places = new ArrayList<>();
      List<AsRecorded.Place> homeless = new ArrayList<>();
      for (AsRecorded.Place place : record.places()) {
        AsRecorded.Place found = new AsRecorded.Place(vm(place), place.host());
        Optional<HostRef> host = host(place.host());
        host.ifPresentOrElse(
            home -> {
              places.add(new AsRecorded.Place(found.vm(), home));
              load.merge(home, memory(found), Long::sum);
            },
            () -> homeless.add(found));
      }
      for (AsRecorded.Place place : homeless) {
        Optional<HostRef> host =
            pool.stream()
                .map(Host::ref)
                .min(Comparator.comparing(ref -> load.getOrDefault(ref, 0L)));
        host.ifPresent(ref -> load.merge(ref, memory(place), Long::sum));
        places.add(new AsRecorded.Place(place.vm(), host.orElse(place.host())));
      }
      homeless.stream()
          .map(AsRecorded.Place::host)
          .distinct()
          .forEach(host -> notes.add(moved(host, homeless)));
      return places;
    }

    private String moved(HostRef host, List<AsRecorded.Place> homeless) {
      return "host %s is there no more: its VMs go to another host of %s: %s"
          .formatted(
              host,
              site.name(),
              named(
                  homeless.stream()
                      .filter(place -> place.host().equals(host))
                      .map(AsRecorded.Place::vm)));
    }

    private io.siteswap.manager.inventory.VmRef vm(AsRecorded.Place place) {
      Optional<Vm> found = now.recorded(place.vm());
      found.map(Vm::ref).filter(ref -> !ref.equals(place.vm())).ifPresent(anew::add);
      return found.map(Vm::ref).orElse(place.vm());
    }

    private long memory(AsRecorded.Place place) {
      return now.vm(place.vm()).map(Vm::memory).orElse(0L);
    }

    private void note(java.util.Collection<? extends ObjectRef> some, String what) {
      if (!some.isEmpty()) {
        notes.add(what.formatted(named(some.stream())));
      }
    }

    private static String named(Stream<? extends ObjectRef> some) {
      List<String> names = some.map(ObjectRef::name).toList();
      String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
      return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
  }
}
