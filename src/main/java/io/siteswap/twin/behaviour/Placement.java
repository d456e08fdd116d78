package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.CountedVms;
import io.siteswap.twin.world.Migration;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Which VM is on which host, and what they take: an index over the world, never written down. */
public final class Placement {
  private final World world;
  private long version;
  private final Map<String, Set<String>> vmsByHost = new HashMap<>();
  private final Map<String, Long> memoryByHost = new HashMap<>();
  private final Map<String, Integer> outgoing = new HashMap<>();
  private final Map<String, Integer> incoming = new HashMap<>();

  Placement(World world) {
    this.world = world;
    world.vms.values().forEach(vm -> vm.host.ifPresent(host -> enter(vm, host)));
    world.migrations.values().forEach(this::begin);
  }

  /** Moves on with whatever may change where VMs are, or which groups they are in. */
  long version() {
    return version;
  }

  void touch() {
    version++;
  }

  /** Where a VM is for the scheduler: one on its way is where it is going. */
  Optional<String> placeOf(TwinVm vm) {
    return Optional.ofNullable(world.migrations.get(vm.id))
        .map(Migration::target)
        .or(() -> vm.host);
  }

  public void put(TwinVm vm, Optional<String> host) {
    vm.host.ifPresent(old -> leave(vm, old));
    vm.host = host;
    touch();
    host.ifPresent(now -> enter(vm, now));
  }

  void begin(Migration migration) {
    touch();
    outgoing.merge(migration.source(), 1, Integer::sum);
    incoming.merge(migration.target(), 1, Integer::sum);
    world.vm(migration.order().vm()).ifPresent(vm -> reserve(migration.target(), vm.memory));
  }

  void end(Migration migration) {
    touch();
    outgoing.merge(migration.source(), -1, Integer::sum);
    incoming.merge(migration.target(), -1, Integer::sum);
    world.vm(migration.order().vm()).ifPresent(vm -> reserve(migration.target(), -vm.memory));
  }

  private void enter(TwinVm vm, String host) {
    vmsByHost.computeIfAbsent(host, key -> new LinkedHashSet<>()).add(vm.id);
    reserve(host, vm.memory);
  }

  private void leave(TwinVm vm, String host) {
    vmsByHost.getOrDefault(host, new LinkedHashSet<>()).remove(vm.id);
    reserve(host, -vm.memory);
  }

  private void reserve(String host, long bytes) {
    memoryByHost.merge(host, bytes, Long::sum);
  }

  public List<TwinVm> on(TwinHost host) {
    return vmsByHost.getOrDefault(host.id, Set.of()).stream().map(world.vms::get).toList();
  }

  public int count(TwinHost host) {
    return vmsByHost.getOrDefault(host.id, Set.of()).size();
  }

  /** What the Manager counts on the host: what it says itself, not what is known of its VMs. */
  public CountedVms counted(TwinHost host) {
    return host.lastCount.orElseGet(() -> present(host));
  }

  CountedVms present(TwinHost host) {
    List<TwinVm> vms = on(host);
    long migrating = vms.stream().filter(vm -> vm.status == VmStatus.MIGRATING).count();
    return new CountedVms(vms.size(), (int) migrating);
  }

  int migratingFrom(TwinHost host) {
    return outgoing.getOrDefault(host.id, 0);
  }

  int migratingTo(TwinHost host) {
    return incoming.getOrDefault(host.id, 0);
  }

  public long free(TwinHost host) {
    return host.memory - memoryByHost.getOrDefault(host.id, 0L);
  }
}
