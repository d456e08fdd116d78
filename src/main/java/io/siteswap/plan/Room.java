package io.siteswap.plan;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The room that hosts still have for VMs that start, by memory and by the rules that the scheduler
 * must keep: pinning, and enforcing affinity. Each VM goes to the emptiest host that may take it.
 */
class Room {
  private static final long GIB = 1L << 30;

  private final Inventory now;
  private final Predicate<AffinityGroup> holds;
  private final Map<HostRef, Place> places = new LinkedHashMap<>();

  /** On which of these hosts members of a group run, or are to run. */
  private final Map<String, Set<HostRef>> members = new HashMap<>();

  /** A host, and what it still takes in, in bytes. */
  private static class Place {
    final HostRef host;
    long free;

    Place(Host host) {
      this.host = host.ref();
      this.free = host.load().schedulable();
    }

    long free() {
      return free;
    }
  }

  private Room(Inventory now, Predicate<AffinityGroup> holds) {
    this.now = now;
    this.holds = holds;
  }

  static Room at(Inventory now, List<HostRef> hosts) {
    return at(now, hosts, group -> true);
  }

  /**
   * The same where some VM-to-host rules are suspended by then.
   *
   * @param holds which of them hold
   */
  static Room at(Inventory now, List<HostRef> hosts, Predicate<AffinityGroup> holds) {
    Room room = new Room(now, holds);
    hosts.stream()
        .flatMap(ref -> now.host(ref).stream())
        .filter(Host::isUp)
        .forEach(host -> room.places.put(host.ref(), new Place(host)));
    return room;
  }

  /** Takes the room that the VM needs, if it does not run there already; else says why not. */
  Optional<String> take(Vm vm) {
    if (vm.runs() && places.containsKey(vm.host().orElseThrow())) {
      return Optional.empty();
    }
    if (places.isEmpty()) {
      return Optional.of("finds no host that is up");
    }
    List<Place> allowed = new ArrayList<>(places.values());
    Optional<String> forbidden = forbid(vm, allowed);
    if (forbidden.isPresent()) {
      return forbidden;
    }
    Place emptiest = allowed.stream().max(Comparator.comparing(Place::free)).orElseThrow();
    if (emptiest.free < vm.memory()) {
      return Optional.of(noRoom(vm, emptiest));
    }
    emptiest.free -= vm.memory();
    now.groupsOf(vm.ref()).stream()
        .filter(group -> group.vmsRule().isPresent())
        .forEach(group -> hostsOf(group).add(emptiest.host));
    return Optional.empty();
  }

  /** Leaves only the hosts on which the scheduler may start it; if none is left, says why. */
  private Optional<String> forbid(Vm vm, List<Place> allowed) {
    allowed.removeIf(place -> !vm.mayStartOn(place.host));
    if (allowed.isEmpty()) {
      return Optional.of("is pinned to hosts of which none is up");
    }
    return now.groupsOf(vm.ref()).stream()
        .flatMap(group -> forbid(group, allowed).stream())
        .findFirst();
  }

  private Optional<String> forbid(AffinityGroup group, List<Place> allowed) {
    if (holds.test(group)) {
      allowed.removeIf(place -> !group.allows(place.host));
    }
    if (allowed.isEmpty()) {
      return Optional.of("is kept on other hosts by enforcing affinity group " + group.name());
    }
    Set<HostRef> others = group.vmsRule().isPresent() ? hostsOf(group) : Set.of();
    if (group.keepsApart()) {
      allowed.removeIf(place -> others.contains(place.host));
    }
    if (group.keepsTogether() && !others.isEmpty()) {
      allowed.removeIf(place -> !others.contains(place.host));
    }
    return allowed.isEmpty()
        ? Optional.of(
            group.keepsApart()
                ? "must not share a host with others of affinity group %s, and each host has one"
                    .formatted(group.name())
                : "must share a host with the others of affinity group %s, and may not run there"
                    .formatted(group.name()))
        : Optional.empty();
  }

  private Set<HostRef> hostsOf(AffinityGroup group) {
    return members.computeIfAbsent(group.id(), id -> running(group));
  }

  private Set<HostRef> running(AffinityGroup group) {
    Set<HostRef> hosts = new HashSet<>();
    group.vmIds().stream()
        .flatMap(id -> Optional.ofNullable(now.vmsById().get(id)).stream())
        .filter(Vm::runs)
        .map(vm -> vm.host().orElseThrow())
        .filter(places::containsKey)
        .forEach(hosts::add);
    return hosts;
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
