package io.siteswap.plan;

import static io.siteswap.plan.Worlds.NORTH;
import static io.siteswap.plan.Worlds.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.plan.ObservedState.Kind;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Checks;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.checks.Need;
import io.siteswap.readiness.checks.Situation;
import io.siteswap.site.SitePreference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * A deployment leads any world to what is demanded, in requests that the Manager takes, and back.
 */
@Domain(Deployments.class)
@Domain(DomainContext.Global.class)
class DeploymentPlannerTest {
  private static final DeploymentPlanner PLANNER = new DeploymentPlanner(Deployments.CLUSTER);

  /** A VM with a locked disk is edited when it is free again. */
  private static final String LOCKED = "is image locked";

  @Property(tries = 300)
  void aSecondPlanIsEmpty(@ForAll Inventory world) {
    Plan plan = PLANNER.plan(world);

    Inventory end = carriedOut(world, plan.changes());

    assertThat(PLANNER.plan(end).changes()).isEmpty();
    assertThat(PLANNER.plan(end).changes()).isEmpty();
    assertThat(plan.missing(end)).isEmpty();
  }

  @Property(tries = 300)
  void undoingAnyPrefixReturnsTheWorld(
      @ForAll Inventory world, @ForAll @IntRange(min = 0, max = 40) int length) {
    List<Change> planned = PLANNER.plan(world).changes();
    Inventory now = world;
    List<Change> made = new ArrayList<>();
    for (Change change : prefix(planned, length)) {
      assertThat(change.observe(now).kind()).isIn(Kind.BEFORE, Kind.UNDER_WAY);
      now = Deployments.after(now, change);
      made.add(0, change);
    }

    for (Change change : made) {
      assertThat(change.observe(now).kind()).isEqualTo(Kind.AFTER);
      assertThat(change.inverse().observe(now).kind()).isEqualTo(Kind.BEFORE);
      assertThat(change.inverse().notYet(now)).isIn(Optional.empty(), Optional.of(LOCKED));
      now = Deployments.after(now, change.inverse());
      assertThat(change.inverse().observe(now).kind()).isEqualTo(Kind.AFTER);
    }

    assertThat(now).isEqualTo(world);
  }

  /** The Manager does not leave a host half installed: it comes up, or the run waits for it. */
  private static List<Change> prefix(List<Change> planned, int length) {
    int end = Math.min(length, planned.size());
    boolean installing = end > 0 && planned.get(end - 1) instanceof AddHost;
    return planned.subList(0, installing ? end + 1 : end);
  }

  /** Each phase is held against the approved plan before it begins. */
  @Property(tries = 300)
  void whatIsLeftStaysAsApproved(@ForAll Inventory world) {
    Plan approved = PLANNER.plan(world);
    Inventory now = world;

    for (Phase phase : approved.phases()) {
      assertThat(approved.differencesFrom(phase.id(), PLANNER.plan(now))).as(phase.id()).isEmpty();
      now = carriedOut(now, phase.changes());
    }
  }

  @Property(tries = 300)
  void theSpmIsElectedAtThePrimarySiteWhileItHasAHost(@ForAll Inventory world) {
    Inventory end = carriedOut(world, PLANNER.plan(world).changes());

    List<Integer> north = priorities(end, NORTH.name());
    List<Integer> south = priorities(end, SOUTH.name());
    assertThat(north).allMatch(own -> south.stream().allMatch(other -> own > other));
    assertThat(south).anyMatch(priority -> priority >= 0);
    assertThat(north).allMatch(priority -> priority <= 10);
  }

  @Property(tries = 300)
  void theManagerTakesEachStepThereAndBack(@ForAll Inventory world) {
    List<ProtectVm> steps =
        PLANNER.plan(world).changes().stream()
            .filter(ProtectVm.class::isInstance)
            .map(ProtectVm.class::cast)
            .toList();

    assertThat(steps).allSatisfy(DeploymentPlannerTest::assertTaken);
    assertThat(steps).allSatisfy(step -> assertTaken(step.inverse()));
  }

  /** No lease is swapped for another, and none is made without high availability. */
  private static void assertTaken(ProtectVm change) {
    Protection from = change.path().get(change.step());
    Protection to = change.path().get(change.step() + 1);
    boolean changes = !from.lease().equals(to.lease());
    assertThat(changes && from.lease().isPresent() && to.lease().isPresent()).isFalse();
    assertThat(changes && to.lease().isPresent() && !to.highlyAvailable()).isFalse();
  }

  @Property(tries = 100)
  void theSameWorldGivesTheSamePlan(@ForAll Inventory world) {
    assertThat(PLANNER.plan(world)).isEqualTo(PLANNER.plan(world));
    assertThat(PLANNER.plan(world).fingerprint()).isEqualTo(PLANNER.plan(world).fingerprint());
  }

  private record Deploying() implements Audited {
    @Override
    public String id() {
      return "deploy-stretch-cluster";
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.PROTECTION);
    }
  }

  @Property(tries = 200)
  void nothingThatItCouldRepairBlocksAfterwards(@ForAll Inventory world) {
    Inventory end = carriedOut(world, PLANNER.plan(world).changes());

    assertThat(
            Checks.of(
                new Deploying(),
                new Situation(
                    Deployments.CLUSTER, end, Deployments.NOTHING_AROUND, Optional.empty())))
        .noneMatch(Finding::isBlocker);
  }

  @Example
  void aTagTakesAVmIntoItsSite() {
    SitePreference byTag =
        new SitePreference("critical", NORTH, List.of(), List.of("tier-1", "tier-2"));

    assertThat(byTag.takes("any", List.of("tier-2", "test"))).isTrue();
    assertThat(byTag.takes("any", List.of("test"))).isFalse();
  }

  @Example
  void anEmptyManagerGetsEverything() {
    assertThat(PLANNER.plan(Deployments.nothing()).changes())
        .extracting(change -> change.object() + ": " + change.action())
        .startsWith(
            "Default: data centre is made",
            "Default: cluster is made in data centre Default",
            "north-1: host is added and installed",
            "north-1: host comes up");
  }

  private static List<Integer> priorities(Inventory world, String site) {
    return world.hosts().stream()
        .filter(host -> host.name().startsWith(site))
        .map(Host::spmPriority)
        .toList();
  }

  private static Inventory carriedOut(Inventory world, List<Change> changes) {
    Inventory now = world;
    for (Change change : changes) {
      now = Deployments.after(now, change);
    }
    return now;
  }
}
