package io.siteswap.plan;

import static io.siteswap.plan.Worlds.NORTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for any world of which hosts at north, some or all, are gone. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class RecoveryPlannerTest {
  @Property(tries = 200)
  void eachLostVmComesUpOrStaysForAReason(
      @ForAll Inventory world, @ForAll @IntRange(min = 1, max = 4) int hosts) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);

    List<VmRef> told = new ArrayList<>(plan.bringUps().map(BringUpVm::vm).toList());
    plan.staying().forEach(vm -> told.add(vm.vm()));

    assertThat(told)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            lost.vms().stream()
                .filter(vm -> dead(lost).stream().anyMatch(vm::runsOn))
                .map(Vm::ref)
                .toList());
    assertThat(plan.staying()).allMatch(vm -> !vm.why().isBlank());
  }

  @Property(tries = 200)
  void onlyWhatIsSilentIsConfirmed(
      @ForAll Inventory world, @ForAll @IntRange(min = 1, max = 4) int hosts) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);

    assertThat(plan.toBeConfirmed()).containsExactlyInAnyOrderElementsOf(dead(lost));
    assertThat(quarantined(plan)).containsExactlyInAnyOrderElementsOf(dead(lost));
    assertThat(plan.targets()).noneMatch(dead(lost)::contains);
  }

  @Property(tries = 200)
  void thePlanStaysTheSameWhileVmsComeUp(
      @ForAll Inventory world,
      @ForAll @IntRange(min = 1, max = 4) int hosts,
      @ForAll @IntRange(min = 1, max = 10) int up) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);
    Assume.that(!plan.targets().isEmpty());
    Set<VmRef> recovered = plan.bringUps().limit(up).map(BringUpVm::vm).collect(Collectors.toSet());
    Inventory later =
        Worlds.vms(
            lost,
            vm ->
                recovered.contains(vm.ref())
                    ? at(vm, "up", Optional.of(plan.targets().get(0)))
                    : vm);

    Plan again = planner(Optional.of(plan), Set.of()).plan(later);

    assertThat(again.fingerprint()).isEqualTo(plan.fingerprint());
  }

  @Property(tries = 200)
  void aHostThatIsBackIsLeftAlone(
      @ForAll Inventory world, @ForAll @IntRange(min = 1, max = 4) int hosts) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);
    Assume.that(!dead(lost).isEmpty());
    HostRef back = dead(lost).get(0);
    Inventory later =
        Worlds.vms(
            Worlds.hosts(lost, host -> host.ref().equals(back) ? Worlds.with(host, "up") : host),
            vm -> vm.runsOn(back) ? at(vm, "up", Optional.of(back)) : vm);

    Plan again = planner(Optional.of(plan), Set.of()).plan(later);

    assertThat(again.toBeConfirmed()).doesNotContain(back);
    assertThat(quarantined(again)).doesNotContain(back);
    assertThat(again.bringUps().map(BringUpVm::from)).doesNotContain(back);
  }

  @Property(tries = 200)
  void aHostThatWasConfirmedIsQuarantinedAlsoWhenItIsBack(
      @ForAll Inventory world, @ForAll @IntRange(min = 1, max = 4) int hosts) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);
    Assume.that(!dead(lost).isEmpty());
    HostRef back = dead(lost).get(0);
    Inventory later =
        Worlds.vms(
            Worlds.hosts(lost, host -> host.ref().equals(back) ? Worlds.with(host, "up") : host),
            vm -> vm.runsOn(back) ? at(vm, "down", Optional.empty()) : vm);

    Plan again = planner(Optional.of(plan), Set.of(back)).plan(later);

    assertThat(again.toBeConfirmed()).doesNotContain(back);
    assertThat(quarantined(again)).contains(back);
    assertThat(again.targets()).doesNotContain(back);
    assertThat(told(again)).containsExactlyInAnyOrderElementsOf(told(plan));
  }

  @Property(tries = 200)
  void carriedOutItReachesItsGoal(
      @ForAll Inventory world, @ForAll @IntRange(min = 1, max = 4) int hosts) {
    Inventory lost = lost(world, hosts);
    Plan plan = first().plan(lost);
    Assume.that(!plan.targets().isEmpty() && !dead(lost).isEmpty());
    HostRef survivor = plan.targets().get(0);
    Set<VmRef> coming = plan.bringUps().map(BringUpVm::vm).collect(Collectors.toSet());
    Inventory after =
        Worlds.after(
            Worlds.vms(
                Worlds.hosts(
                    lost,
                    host ->
                        dead(lost).contains(host.ref()) ? Worlds.with(host, "maintenance") : host),
                vm -> coming.contains(vm.ref()) ? at(vm, "up", Optional.of(survivor)) : vm),
            new MoveSpm(dead(lost).get(0), survivor));

    assertThat(plan.missing(after))
        .as("but what stays down is named")
        .extracting(Difference::name)
        .containsExactlyElementsOf(plan.staying().stream().map(vm -> vm.vm().name()).toList());
    assertThat(plan.bringUps().map(change -> change.observe(after).kind()))
        .allMatch(ObservedState.Kind.AFTER::equals);
  }

  @Property(tries = 200)
  void noMoreComesThanThereIsRoomFor(
      @ForAll Inventory world, @ForAll @IntRange(min = 0, max = 16) int gib) {
    Inventory lost = Worlds.hosts(lost(world, 4), host -> withRoom(host, gib * Worlds.GIB));
    Plan plan = first().plan(lost);

    long room =
        plan.targets().stream()
            .flatMap(ref -> lost.host(ref).stream())
            .filter(Host::isUp)
            .mapToLong(host -> host.load().schedulable())
            .sum();
    long coming =
        plan.bringUps().mapToLong(change -> lost.vm(change.vm()).orElseThrow().memory()).sum();
    assertThat(coming).isLessThanOrEqualTo(room);
  }

  @Property(tries = 100)
  void nothingTakesAConfirmationBack(@ForAll Inventory world) {
    Plan plan = first().plan(lost(world, 4));

    assertThat(plan.changes())
        .filteredOn(Change::isIrreversible)
        .allSatisfy(
            change ->
                assertThatThrownBy(change::inverse).isInstanceOf(IllegalStateException.class));
  }

  // --- the world -------------------------------------------------------------------------------

  private static RecoveryPlanner first() {
    return planner(Optional.empty(), Set.of());
  }

  private static RecoveryPlanner planner(Optional<Plan> earlier, Set<HostRef> confirmed) {
    return new RecoveryPlanner(Worlds.CLUSTER, NORTH, "a drill", earlier, false, confirmed);
  }

  /** The first hosts of north that were up answer no more. */
  private static Inventory lost(Inventory world, int hosts) {
    Set<HostRef> gone =
        world.hosts().stream()
            .filter(host -> NORTH.holds(host.name()) && host.isUp())
            .limit(hosts)
            .map(Host::ref)
            .collect(Collectors.toSet());
    return Worlds.vms(
        Worlds.hosts(
            world,
            host ->
                gone.contains(host.ref())
                    ? Worlds.with(host, "non_responsive")
                    : host.is(HostStatus.PREPARING_FOR_MAINTENANCE)
                        ? Worlds.with(host, "up")
                        : host),
        vm -> gone.stream().anyMatch(vm::runsOn) ? at(vm, "unknown", vm.host()) : vm);
  }

  private static List<HostRef> dead(Inventory world) {
    return world.hosts().stream()
        .filter(host -> host.is(HostStatus.NON_RESPONSIVE))
        .map(Host::ref)
        .toList();
  }

  private static List<HostRef> quarantined(Plan plan) {
    return plan.phase("quarantineHosts").orElseThrow().changes().stream()
        .map(change -> ((QuarantineHost) change).host())
        .toList();
  }

  private static List<VmRef> told(Plan plan) {
    List<VmRef> told = new ArrayList<>(plan.bringUps().map(BringUpVm::vm).toList());
    plan.staying().forEach(vm -> told.add(vm.vm()));
    return told;
  }

  private static Vm at(Vm vm, String status, Optional<HostRef> host) {
    return new Vm(
        vm.ref(),
        VmStatus.of(status),
        host,
        vm.memory(),
        vm.protection(),
        vm.placement(),
        vm.pending(),
        vm.tags());
  }

  private static Host withRoom(Host host, long bytes) {
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        host.detail(),
        host.spm(),
        host.spmPriority(),
        new Host.Load(host.load().memory(), bytes, 0),
        host.access());
  }
}
