package io.siteswap.plan;

import static io.siteswap.plan.Worlds.NORTH;
import static io.siteswap.plan.Worlds.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.plan.ObservedState.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for any world: the plan is the world's alone, it leads to its goal, and back. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class PlannersTest {
  private static final FailoverPlanner FAILOVER =
      new FailoverPlanner(Worlds.CLUSTER, NORTH, "a drill");

  // --- what people approve ---------------------------------------------------------------------

  @Property(tries = 200)
  void theSameWorldGivesTheSamePlan(@ForAll Inventory world, @ForAll long seed) {
    Plan plan = FAILOVER.plan(world);

    assertThat(FAILOVER.plan(world)).isEqualTo(plan);
    assertThat(FAILOVER.plan(Worlds.shuffled(world, seed)).fingerprint())
        .isEqualTo(plan.fingerprint());
  }

  @Property(tries = 200)
  void vmsMayHopInsideTheSite(@ForAll Inventory world, @ForAll @IntRange(min = 1, max = 3) int by) {
    assertThat(FAILOVER.plan(Worlds.hopped(world, NORTH, by)).fingerprint())
        .isEqualTo(FAILOVER.plan(world).fingerprint());
  }

  @Property(tries = 200)
  void oneVmMoreIsAnotherPlan(@ForAll Inventory world) {
    Vm vm = Worlds.vm("new", "up", Optional.of(norths(world).get(0).ref()));

    Plan now = FAILOVER.plan(Worlds.plus(world, vm));

    assertThat(now.fingerprint()).isNotEqualTo(FAILOVER.plan(world).fingerprint());
    assertThat(FAILOVER.plan(world).differencesFrom("moveSpm", now))
        .anyMatch(difference -> difference.what().contains("new") && difference.now());
  }

  @Property(tries = 200)
  void oneTargetLessIsAnotherPlan(@ForAll Inventory world) {
    Plan plan = FAILOVER.plan(world);
    Assume.that(!plan.targets().isEmpty());
    HostRef lost = plan.targets().get(0);

    Plan now =
        FAILOVER.plan(
            Worlds.hosts(
                world,
                host -> host.ref().equals(lost) ? Worlds.with(host, "non_responsive") : host));

    assertThat(now.fingerprint()).isNotEqualTo(plan.fingerprint());
    assertThat(plan.differencesFrom("moveSpm", now))
        .anyMatch(difference -> difference.what().contains(lost.name()) && !difference.now());
  }

  @Property(tries = 200)
  void noDifferenceMeansTheSameFingerprint(@ForAll Inventory world, @ForAll Inventory other) {
    Plan plan = FAILOVER.plan(world);
    Plan now = FAILOVER.plan(other);

    assertThat(plan.differencesFrom("moveSpm", now).isEmpty())
        .isEqualTo(plan.fingerprint().equals(now.fingerprint()));
  }

  // --- what a failover does --------------------------------------------------------------------

  @Property(tries = 200)
  void everyVmOfTheSiteMovesOrStaysForAReason(@ForAll Inventory world) {
    Plan plan = FAILOVER.plan(world);
    List<String> moving = Worlds.evacuations(plan).map(change -> change.vm().name()).toList();
    List<String> staying = plan.staying().stream().map(vm -> vm.vm().name()).toList();

    List<String> planned = new ArrayList<>(moving);
    planned.addAll(staying);
    assertThat(planned)
        .containsExactlyInAnyOrderElementsOf(
            norths(world).stream()
                .flatMap(host -> world.vmsOn(host.ref()).stream())
                .map(Vm::name)
                .toList());
    assertThat(plan.staying()).noneMatch(vm -> vm.why().isBlank());
  }

  @Property(tries = 200)
  void everyHostOfTheSiteEntersMaintenanceAndNoOther(@ForAll Inventory world) {
    assertThat(FAILOVER.plan(world).phase("putHostsIntoMaintenance").orElseThrow().changes())
        .filteredOn(EnterMaintenance.class::isInstance)
        .extracting(change -> change.object().name())
        .containsExactlyElementsOf(norths(world).stream().map(Host::name).toList());
  }

  @Property(tries = 200)
  void carryingItOutEmptiesTheSite(@ForAll Inventory world) {
    Plan plan = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, plan));

    Inventory end = carriedOut(world, plan.changes());

    assertThat(plan.missing(end)).isEmpty();
    assertThat(plan.changes())
        .allMatch(change -> stands(change, end, Kind.AFTER) || moves(change, end));
  }

  @Property(tries = 200)
  void undoingAnyPrefixReturnsTheWorld(
      @ForAll Inventory world, @ForAll @IntRange(min = 0, max = 20) int length) {
    Plan plan = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, plan));

    assertUndone(world, plan.changes(), length);
  }

  // --- what a failback does --------------------------------------------------------------------

  @Property(tries = 200, maxDiscardRatio = 100)
  void aFailbackReturnsTheWorldToTheTimeBefore(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there) && isReturnable(world));
    Inventory away = carriedOut(world, there.changes());

    Plan back = new FailbackPlanner(NORTH, home(world, there), "a drill").plan(away);

    assertThat(back.staying()).isEmpty();
    Inventory end = carriedOut(away, back.changes());
    assertThat(back.missing(end)).isEmpty();
    assertThat(end).isEqualTo(world);
  }

  @Property(tries = 200)
  void aFailbackIsTheWorldsAlone(@ForAll Inventory world, @ForAll long seed) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there));
    Inventory away = carriedOut(world, there.changes());
    FailbackPlanner failback = new FailbackPlanner(NORTH, home(world, there), "a drill");
    Plan back = failback.plan(away);

    assertThat(failback.plan(Worlds.shuffled(away, seed)).fingerprint())
        .isEqualTo(back.fingerprint());
    assertThat(failback.plan(Worlds.hopped(away, SOUTH, 1)).fingerprint())
        .isEqualTo(back.fingerprint());
  }

  @Property(tries = 200)
  void aFailbackBringsTheMostImportantVmsFirst(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there));
    Inventory away = carriedOut(world, there.changes());

    List<Integer> priorities =
        new FailbackPlanner(NORTH, home(world, there), "a drill")
            .plan(away).phase("bringVmsHome").orElseThrow().changes().stream()
                .map(change -> away.vm(((MigrateVm) change).vm()).orElseThrow().priority())
                .toList();

    assertThat(priorities).isSortedAccordingTo((left, right) -> right - left);
  }

  @Property(tries = 200)
  void undoingAnyPrefixOfAFailbackReturnsTheWorld(
      @ForAll Inventory world, @ForAll @IntRange(min = 0, max = 20) int length) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there));
    Inventory away = carriedOut(world, there.changes());

    assertUndone(
        away,
        new FailbackPlanner(NORTH, home(world, there), "a drill").plan(away).changes(),
        length);
  }

  @Property(tries = 200)
  void aVmThatIsGoneStaysWithAReason(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there));
    Inventory away = carriedOut(world, there.changes());
    Inventory without = Worlds.of(away.hosts(), List.of(), away.affinityGroups());

    Plan back = new FailbackPlanner(NORTH, home(world, there), "a drill").plan(without);

    assertThat(back.staying())
        .hasSize((int) Worlds.evacuations(there).count())
        .allMatch(vm -> vm.why().equals("is no longer there"));
  }

  // --- how long it takes -----------------------------------------------------------------------

  @Property(tries = 50)
  void aPlanTakesAsLongAsItsPhasesOneAfterTheOther(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Plan back = new FailbackPlanner(NORTH, home(world, there), "a drill").plan(world);

    for (Plan plan : List.of(there, back)) {
      assertThat(plan.forecast())
          .isEqualTo(
              plan.phases().stream()
                  .map(phase -> phase.forecast().orElseThrow())
                  .reduce(Duration.ZERO, Duration::plus));
      assertThat(plan.phases())
          .allSatisfy(
              phase ->
                  assertThat(phase.forecast().orElseThrow().isZero())
                      .as(phase.id())
                      .isEqualTo(
                          phase.changes().stream()
                              .allMatch(change -> stands(change, world, Kind.AFTER))));
    }
  }

  @Property(tries = 50)
  void whatHoldsAlreadyTakesNoTime(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there) && !there.phases().get(0).changes().isEmpty());

    Plan again = FAILOVER.plan(carriedOut(world, there.changes()));

    assertThat(forecast(there, "putHostsIntoMaintenance")).isPositive();
    assertThat(again.phase("moveSpm").orElseThrow().changes()).hasSize(1);
    assertThat(again.forecast()).isZero();
  }

  /** Host after host, and a pause after each wave but the last. */
  @Property(tries = 50, maxDiscardRatio = 100)
  void aGentleFailbackTakesItsPausesIntoAccount(@ForAll Inventory world) {
    Plan there = FAILOVER.plan(world);
    Assume.that(canBeEmptied(world, there) && isReturnable(world));
    Inventory away = carriedOut(world, there.changes());
    AsRecorded home = home(world, there);
    Duration pause = Duration.ofMinutes(10);
    Plan at = new FailbackPlanner(NORTH, home, "a drill").plan(away);
    Plan gently =
        new FailbackPlanner(
                NORTH, home, "a drill", Optional.of(new FailbackPlanner.Gently(2, pause)))
            .plan(away);
    int vms = at.phase("bringVmsHome").orElseThrow().changes().size();
    int waves = (vms + 1) / 2;

    assertThat(forecast(gently, "bringVmsHome"))
        .isEqualTo(forecast(at, "bringVmsHome").plus(pause.multipliedBy(Math.max(0, waves - 1))));
    assertThat(forecast(gently, "returnHostsToService"))
        .isGreaterThanOrEqualTo(forecast(at, "returnHostsToService"));
  }

  private static Duration forecast(Plan plan, String phase) {
    return plan.phase(phase).flatMap(Phase::forecast).orElseThrow();
  }

  // --- the world in motion ---------------------------------------------------------------------

  private static List<Host> norths(Inventory world) {
    return world.hosts().stream().filter(host -> NORTH.holds(host.name())).toList();
  }

  /** The plan can reach its goal: somebody is there to take over, and nothing stays. */
  private static boolean canBeEmptied(Inventory world, Plan plan) {
    return !plan.targets().isEmpty() && plan.staying().isEmpty() && world.spm().isPresent();
  }

  /** Everything was in service before, and nothing forbids the way back. */
  private static boolean isReturnable(Inventory world) {
    return norths(world).stream().allMatch(Host::isUp)
        && world.affinityGroups().isEmpty()
        && world.vms().stream()
            .allMatch(vm -> vm.isUp() || vm.is(VmStatus.PAUSED) || vm.is(VmStatus.DOWN));
  }

  private static Inventory carriedOut(Inventory world, List<Change> changes) {
    Inventory now = world;
    for (Change change : changes) {
      now = Worlds.after(now, change);
    }
    return now;
  }

  private static AsRecorded home(Inventory world, Plan plan) {
    return new AsRecorded(
        plan.changes().stream()
            .filter(EnterMaintenance.class::isInstance)
            .map(change -> ((EnterMaintenance) change).host())
            .filter(host -> world.host(host).orElseThrow().isUp())
            .toList(),
        world.spm().map(Host::ref),
        Worlds.evacuations(plan)
            .map(change -> new AsRecorded.Place(change.vm(), change.from()))
            .toList(),
        List.of());
  }

  private static void assertUndone(Inventory world, List<Change> changes, int length) {
    Inventory now = world;
    List<Change> made = new ArrayList<>();
    for (Change planned : changes.subList(0, Math.min(length, changes.size()))) {
      Change change = planned.seenIn(now);
      if (stands(change, now, Kind.BEFORE)) {
        now = Worlds.after(now, change);
        made.add(0, change);
      }
    }
    for (Change change : made) {
      now = Worlds.after(now, change.inverse());
    }
    assertThat(now).isEqualTo(world);
  }

  private static boolean stands(Change change, Inventory now, Kind kind) {
    return change.observe(now).is(kind);
  }

  /** A VM whose place is not judged now, because it starts, reboots or migrates. */
  private static boolean moves(Change change, Inventory now) {
    return change instanceof EvacuateVm && stands(change, now, Kind.UNDER_WAY);
  }
}
