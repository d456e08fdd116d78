package io.siteswap.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.AffinityGroup.VmsRule;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On which hosts a VM may start. */
class RoomTest {
  private final Host one = Worlds.host("south-1", "up");
  private final Host two = Worlds.host("south-2", "up");
  private final List<Vm> four =
      IntStream.rangeClosed(1, 4)
          .mapToObj(i -> Worlds.vm("vm-" + i, "down", Optional.empty()))
          .toList();

  @Test
  void fourVmsThatKeepApartFindTwoHosts() {
    Room room = room(rule(false, true));

    assertThat(room.take(four.get(0))).isEmpty();
    assertThat(room.take(four.get(1))).isEmpty();
    assertThat(room.take(four.get(2)))
        .contains(
            "must not share a host with others of affinity group rule, and each host has one");
    assertThat(room.take(four.get(3))).isPresent();
  }

  @Test
  void aRuleThatOnlyPrefersKeepsNobodyDown() {
    Room room = room(rule(false, false));

    assertThat(four).allMatch(vm -> room.take(vm).isEmpty());
  }

  @Test
  void whoRunsThereAlreadyCounts() {
    Vm running = Worlds.vm("vm-1", "up", Optional.of(one.ref()));
    Inventory now =
        Worlds.of(
            List.of(one, two),
            List.of(running, four.get(1), four.get(2)),
            List.of(rule(false, true)));
    Room room = Room.at(now, List.of(one.ref(), two.ref()));

    assertThat(room.take(running)).isEmpty();
    assertThat(room.take(four.get(1))).isEmpty();
    assertThat(room.take(four.get(2))).isPresent();
  }

  @Test
  void vmsThatKeepTogetherNeedOneHostForAll() {
    Host small = withRoom(one, 2);
    Host large = withRoom(two, 3);
    Inventory now = Worlds.of(List.of(small, large), four, List.of(rule(true, true)));
    Room room = Room.at(now, List.of(small.ref(), large.ref()));

    assertThat(four.subList(0, 3)).allMatch(vm -> room.take(vm).isEmpty());
    assertThat(room.take(four.get(3)).orElseThrow()).startsWith("needs 4 GiB");
  }

  @Test
  void aPinnedVmStartsOnTheHostsThatItNames() {
    Room room = room(rule(false, false));

    assertThat(room.take(pinned(two.ref()))).isEmpty();
    assertThat(room.take(pinned(new HostRef("id-north-1", "north-1"))))
        .contains("is pinned to hosts of which none is up");
  }

  @Test
  void aHardRuleForHostsKeepsVmsOffTheOthersUnlessItIsSuspended() {
    AffinityGroup hard =
        new AffinityGroup("id", "hard", true, true, true, Set.of("id-north-1"), ids());
    Inventory now = Worlds.of(List.of(one, two), four, List.of(hard));
    List<HostRef> hosts = List.of(one.ref(), two.ref());

    assertThat(Room.at(now, hosts).take(four.get(0)))
        .contains("is kept on other hosts by enforcing affinity group hard");
    assertThat(Room.at(now, hosts, group -> false).take(four.get(0))).isEmpty();
  }

  private Room room(AffinityGroup group) {
    return Room.at(
        Worlds.of(List.of(one, two), four, List.of(group)), List.of(one.ref(), two.ref()));
  }

  private AffinityGroup rule(boolean positive, boolean enforcing) {
    return new AffinityGroup(
        "id",
        "rule",
        false,
        false,
        false,
        Set.of(),
        ids(),
        Optional.of(new VmsRule(positive, enforcing)));
  }

  private Set<String> ids() {
    return Set.of("id-vm-1", "id-vm-2", "id-vm-3", "id-vm-4");
  }

  private static Vm pinned(HostRef host) {
    return new Vm(
        new VmRef("id-pinned", "pinned"),
        VmStatus.DOWN,
        Optional.empty(),
        4 * Worlds.GIB,
        new Protection(false, 50, Optional.empty(), StorageErrorResume.AUTO_RESUME),
        VmPlacement.PINNED,
        Set.of(host.id()),
        false,
        Set.of());
  }

  /** For so many VMs of 4 GiB. */
  private static Host withRoom(Host host, int vms) {
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        host.detail(),
        host.spm(),
        host.spmPriority(),
        new Host.Load(host.load().memory(), 4L * vms * Worlds.GIB, 0),
        host.access());
  }
}
