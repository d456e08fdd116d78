package io.siteswap.plan;

import static io.siteswap.plan.Worlds.NORTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts are installed anew, VMs are imported again, and groups go: the way home finds what is. */
class HomecomingTest {
  private static final HostRef SOUTH = Worlds.host("south-1", "up").ref();
  private final Host one = Worlds.host("north-1", "maintenance");
  private final Host two = Worlds.host("north-2", "maintenance");
  private final Vm web = Worlds.vm("web", "up", Optional.of(SOUTH));
  private final Vm db = Worlds.vm("db", "up", Optional.of(SOUTH));

  @Test
  void aHostThatWasInstalledAnewReturnsByItsName() {
    Plan plan =
        plan(
            record(List.of(formerly("north-1"), two.ref()), place(web, formerly("north-1"))),
            List.of());

    assertThat(plan.changes())
        .filteredOn(LeaveMaintenance.class::isInstance)
        .extracting(Change::object)
        .containsExactly(one.ref(), two.ref());
    assertThat(home(plan, web)).isEqualTo(one.ref());
    assertThat(plan.notes())
        .containsExactly("taken by name, since it was installed or imported anew: north-1");
  }

  @Test
  void theVmsOfAHostThatIsGoneGoToAnotherHostOfTheirSite() {
    HostRef gone = new HostRef("id-north-9", "north-9");
    Plan plan =
        plan(
            record(List.of(gone, one.ref(), two.ref()), place(web, gone), place(db, one.ref())),
            List.of());

    assertThat(home(plan, web)).as("north-1 gets db already").isEqualTo(two.ref());
    assertThat(home(plan, db)).isEqualTo(one.ref());
    assertThat(plan.changes()).extracting(Change::object).doesNotContain(gone);
    assertThat(plan.notes())
        .contains("host north-9 is there no more: its VMs go to another host of north: web");
    assertThat(plan.missing(world(List.of())))
        .anyMatch(difference -> difference.name().equals("north-9"));
    assertThat(plan.goal().known()).containsExactly(gone.id());
  }

  @Test
  void aVmThatWasImportedAnewGoesHomeByItsName() {
    AsRecorded record =
        record(List.of(one.ref()), new AsRecorded.Place(new VmRef("another-id", "web"), one.ref()));
    Plan plan = plan(record, List.of());

    assertThat(home(plan, web)).isEqualTo(one.ref());
    assertThat(plan.staying()).isEmpty();
    assertThat(plan.notes())
        .containsExactly("taken by name, since it was installed or imported anew: web");
  }

  @Test
  void aVmThatIsGoneIsNamedAndStays() {
    AsRecorded record =
        record(List.of(one.ref()), new AsRecorded.Place(new VmRef("gone", "gone"), one.ref()));

    assertThat(plan(record, List.of()).staying())
        .extracting(StayingVm::why)
        .containsExactly("is no longer there");
  }

  @Test
  void aGroupIsResumedForWhoIsInItNowAndForWhoCameBackAnew() {
    PlaceVms suspension = suspension("near", formerly("north-1"), two.ref());
    AffinityGroup near = group("near", Set.of(two.ref().id()), Set.of("id-web", "id-db"));
    Plan plan =
        plan(
            new AsRecorded(List.of(one.ref()), Optional.empty(), List.of(), List.of(suspension)),
            List.of(near));

    PlaceVms resumption =
        (PlaceVms) plan.phase("resumeAffinityGroups").orElseThrow().changes().get(0);
    Membership resumed = resumption.to().orElseThrow();
    assertThat(resumed.enabled()).isTrue();
    assertThat(resumed.hosts()).containsExactly(two.ref(), one.ref());
    assertThat(resumed.vms()).containsExactlyInAnyOrder(web.ref(), db.ref());
    assertThat(resumption.observe(world(List.of(near))).kind())
        .isEqualTo(ObservedState.Kind.BEFORE);
  }

  @Test
  void aGroupThatIsGoneIsNamedAndLeftOut() {
    Plan plan =
        plan(
            new AsRecorded(
                List.of(one.ref()),
                Optional.empty(),
                List.of(),
                List.of(suspension("near", one.ref()))),
            List.of());

    assertThat(plan.phase("resumeAffinityGroups").orElseThrow().changes()).isEmpty();
    assertThat(plan.notes()).containsExactly("there no more, and left out: affinity group near");
  }

  @Test
  void theSpmGoesToAnotherHostWhereItsOwnIsGone() {
    Plan plan =
        plan(
            new AsRecorded(
                List.of(one.ref(), two.ref()),
                Optional.of(new HostRef("gone", "north-9")),
                List.of(),
                List.of()),
            List.of());

    assertThat(plan.phase("moveSpm").orElseThrow().changes())
        .extracting(change -> change.object().name())
        .allMatch(name -> name.startsWith("north-"))
        .hasSize(1);
  }

  private static HostRef formerly(String name) {
    return new HostRef("formerly-" + name, name);
  }

  private static AsRecorded.Place place(Vm vm, HostRef host) {
    return new AsRecorded.Place(vm.ref(), host);
  }

  private static AsRecorded record(List<HostRef> hosts, AsRecorded.Place... places) {
    return new AsRecorded(hosts, Optional.empty(), List.of(places), List.of());
  }

  private PlaceVms suspension(String name, HostRef... hosts) {
    Membership rule = new Membership(true, true, false, List.of(hosts), List.of(web.ref()));
    return new PlaceVms(
        NamedRef.affinityGroup(name),
        NamedRef.cluster("Default"),
        Optional.of(rule),
        Optional.of(rule.withoutRule()));
  }

  private static AffinityGroup group(String name, Set<String> hosts, Set<String> vms) {
    return new AffinityGroup("id-" + name, name, false, true, false, hosts, vms);
  }

  private static HostRef home(Plan plan, Vm vm) {
    return plan.changes().stream()
        .filter(change -> change.object().equals(vm.ref()))
        .map(change -> ((MigrateVm) change).to())
        .findFirst()
        .orElseThrow();
  }

  private Plan plan(AsRecorded record, List<AffinityGroup> groups) {
    return new FailbackPlanner(NORTH, record, "a drill").plan(world(groups));
  }

  private Inventory world(List<AffinityGroup> groups) {
    Host south = spm(Worlds.host("south-1", "up"));
    return Worlds.of(List.of(one, two, south), List.of(web, db), groups);
  }

  private static Host spm(Host host) {
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        host.detail(),
        Host.Spm.SPM,
        host.spmPriority(),
        host.load(),
        host.access());
  }
}
