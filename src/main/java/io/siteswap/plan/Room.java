package io.siteswap.plan;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Vm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The memory that the hosts of a site still have for VMs that come; each goes to the emptiest. */
class Room {
  private static final long GIB = 1L << 30;

  private final Inventory now;
  private final List<Place> places = new ArrayList<>();

  /** A host, and what it still takes in, in bytes. */
  private static class Place {
    final HostRef host;
    long free;

    Place(Host host) {
      this.host = host.ref();
      this.free = host.schedulableMemory();
    }

    long free() {
      return free;
    }
  }

  private Room(Inventory now) {
    this.now = now;
  }

  static Room at(Inventory now, List<HostRef> hosts) {
    Room room = new Room(now);
    hosts.stream()
        .flatMap(ref -> now.host(ref).stream())
        .filter(Host::isUp)
        .forEach(host -> room.places.add(new Place(host)));
    return room;
  }

  /** Takes the room that the VM needs, if it does not run there already; else says why not. */
  Optional<String> take(Vm vm) {
    if (places.stream().anyMatch(place -> vm.runsOn(place.host))) {
      return Optional.empty();
    }
    Optional<Place> emptiest = places.stream().max(Comparator.comparing(Place::free));
    if (emptiest.isEmpty()) {
      return Optional.of("finds no host that is up");
    }
    if (emptiest.get().free < vm.memory()) {
      return Optional.of(noRoom(vm, emptiest.get()));
    }
    emptiest.get().free -= vm.memory();
    return Optional.empty();
  }

  private String noRoom(Vm vm, Place place) {
    return "needs %d GiB, the emptiest host %s has %d GiB left%s"
        .formatted(
            vm.memory() / GIB, place.host, Math.max(0, place.free) / GIB, toBeStopped(vm, place));
  }

  /** Of those that matter less, the least important first. */
  private String toBeStopped(Vm vm, Place place) {
    long missing = vm.memory() - place.free;
    List<String> names = new ArrayList<>();
    for (Vm other :
        now.vmsOn(place.host).stream().sorted(Comparator.comparing(Vm::priority)).toList()) {
      if (missing > 0 && other.priority() <= vm.priority()) {
        names.add(other.name());
        missing -= other.memory();
      }
    }
    return missing > 0 || names.isEmpty()
        ? ""
        : "; stopping " + String.join(", ", names) + " there makes room";
  }
}
