package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.DONE;
import static io.siteswap.ledger.ChangeState.LEFT;
import static io.siteswap.ledger.ChangeState.PLANNED;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static io.siteswap.plan.MigrateVm.Way.AWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.LockLost;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger does with the changes of a phase, forward and back, without any engine. */
class PhaseDriverTest {
  private static final String SPM = "moveSpm";
  private static final String HOSTS = "putHostsIntoMaintenance";

  private LedgerRig rig;

  @BeforeEach
  void twoSites() {
    rig = new LedgerRig(2, 6);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void approvingWritesNoChange() {
    Plan plan = rig.approved();

    assertThat(rig.storedChanges()).isZero();
    assertThat(rig.changes()).hasSameSizeAs(plan.changes()).allMatch(e -> e.is(APPROVED));
  }

  @Test
  void aPlanThatIsDrawnUpAgainIsNotApproved() {
    Plan plan = rig.approved();

    rig.plan(plan, SPM);

    assertThat(rig.changes()).hasSameSizeAs(plan.changes()).allMatch(e -> e.is(PLANNED));
  }

  @Test
  void carriesAPhaseOutToItsEnd() {
    rig.approved();
    rig.begin(SPM);
    assertThat(rig.untilNoLongerWaiting(SPM).kind()).isEqualTo(Outcome.Kind.SETTLED);
    rig.begin(HOSTS);

    assertThat(rig.untilNoLongerWaiting(HOSTS).kind()).isEqualTo(Outcome.Kind.SETTLED);

    assertThat(rig.changes()).allMatch(entry -> entry.is(DONE));
    assertThat(rig.look().vms()).noneMatch(vm -> host(vm).startsWith("north"));
  }

  @Test
  void aLookAtWhichNothingHasMovedWritesNothing() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    rig.begin(HOSTS);
    rig.tick(HOSTS);
    long before = rig.revision();

    rig.carryOut.look(rig.runId(), HOSTS, (needed, following) -> rig.look(), rig.manager());

    assertThat(rig.revision()).isEqualTo(before);
  }

  @Test
  void whoeverHasReadBeforeAnotherWroteIsTurnedAway() {
    rig.approved();
    Head head = rig.rows.head(rig.runId()).orElseThrow();
    Sheet mine = new Sheet(head, SPM, Direction.FORWARD, rig.entries.of(head, SPM));
    Sheet theirs = new Sheet(head, SPM, Direction.FORWARD, rig.entries.of(head, SPM));
    rig.writer.write(mine, Draft::enter);

    assertThatThrownBy(() -> rig.writer.write(theirs, Draft::enter))
        .isInstanceOf(LedgerMoved.class);
  }

  @Test
  void whatTheWorldShowsIsNotAskedAgain() {
    rig.approved();
    rig.begin(SPM);
    rig.forgetAnswers();

    assertThat(rig.untilNoLongerWaiting(SPM).kind()).isEqualTo(Outcome.Kind.SETTLED);

    assertThat(rig.change("south-1").ask().attempt()).isEqualTo(1);
  }

  @Test
  void whatNobodyKnowsOfIsAskedAgainUnderTheSameName() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    rig.fault(
        "{\"method\":\"POST\",\"path\":\"/hosts/north-2/deactivate\",\"swallow\":true,\"times\":1}");
    rig.begin(HOSTS);
    Optional<String> name = rig.change("north-2").ask().correlationId();
    rig.forgetAnswers();

    rig.untilNoLongerWaiting(HOSTS);

    assertThat(rig.change("north-2").state()).isEqualTo(DONE);
    assertThat(rig.change("north-2").ask().correlationId()).isEqualTo(name);
  }

  /** Halted between what is written down and the call, and taken over by another meanwhile. */
  @Test
  void whoHasLostItsLockAsksForNothingMore() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    AtomicInteger held = new AtomicInteger(1);
    Manager halted = rig.manager().onlyWhile(() -> held.getAndDecrement() > 0);

    assertThatThrownBy(() -> rig.carryOut.begin(rig.runId(), HOSTS, rig.look(), halted))
        .isInstanceOf(LockLost.class);

    assertThat(
            rig.look().hosts().stream()
                .filter(host -> host.isUp() && host.name().startsWith("north")))
        .hasSize(1);
    assertThat(hostChanges()).allMatch(e -> e.is(REQUESTED));
    assertThat(hostChanges().filter(e -> e.ask().isDoubtful())).hasSize(1);
    assertThat(rig.untilNoLongerWaiting(HOSTS).kind()).isEqualTo(Outcome.Kind.SETTLED);
    assertThat(hostChanges()).allMatch(e -> e.is(DONE) && e.ask().attempt() == 1);
  }

  private Stream<Entry> hostChanges() {
    return rig.changes().stream()
        .filter(entry -> entry.phase().equals(HOSTS) && !entry.change().implied());
  }

  @Test
  void aRefusalKeepsTheManagersWordsAndIsTriedAgainUnderANewName() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    refuseFirstHost();
    rig.begin(HOSTS);
    assertThat(rig.untilNoLongerWaiting(HOSTS).kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(rig.change("north-1").description()).isNotBlank();

    rig.inStep(() -> rig.carryOut.tryAgain(rig.runId(), HOSTS, false, rig.look()));

    assertThat(rig.untilNoLongerWaiting(HOSTS).kind()).isEqualTo(Outcome.Kind.SETTLED);
    assertThat(rig.change("north-1").ask().attempt()).isEqualTo(2);
    assertThat(rig.change("north-1").ask().correlationId().orElseThrow()).endsWith("-2");
  }

  /** The Manager's own migration has begun since the look, and ends before the next one. */
  @Test
  void whatWasRefusedForAMigrationThatIsOverIsAskedForOnceMore() {
    Vm vm =
        rig.before.vms().stream().filter(some -> host(some).equals("north-1")).findFirst().get();
    HostRef home = rig.host("south-1");
    rig.approved(new MigrateVm(vm.ref(), rig.host("north-1"), home, Optional.empty(), AWAY));
    rig.manager().migrate(vm.ref(), rig.host("north-2"), new CorrelationId("somebody"));
    rig.carryOut.begin(rig.runId(), LedgerRig.ONLY_PHASE, rig.before, rig.manager());
    assertThat(rig.change(vm.name()).description()).endsWith("is being migrated.");
    rig.pass(Duration.ofMinutes(2));
    assertThat(rig.look().vm(vm.ref()).flatMap(Vm::host)).contains(rig.host("north-2"));

    assertThat(rig.untilNoLongerWaiting(LedgerRig.ONLY_PHASE).kind())
        .isEqualTo(Outcome.Kind.SETTLED);

    assertThat(rig.look().vm(vm.ref()).flatMap(Vm::host)).contains(home);
    assertThat(rig.change(vm.name()).ask().attempt()).isEqualTo(2);
  }

  /** Nothing else has happened to it: the Manager's no is one that people decide on. */
  @Test
  void whatWasRefusedWhereItStillIsIsNotAskedForAgain() {
    Vm vm =
        rig.before.vms().stream().filter(some -> host(some).equals("north-1")).findFirst().get();
    rig.approved(
        new MigrateVm(vm.ref(), rig.host("north-1"), rig.host("south-1"), Optional.empty(), AWAY));
    rig.fault(
        "{\"method\":\"POST\",\"path\":\"/vms/%s/migrate\",\"status\":409,\"times\":1}"
            .formatted(vm.name()));
    rig.begin(LedgerRig.ONLY_PHASE);

    assertThat(rig.untilNoLongerWaiting(LedgerRig.ONLY_PHASE).kind())
        .isEqualTo(Outcome.Kind.REFUSED);

    assertThat(rig.change(vm.name()).ask().attempt()).isEqualTo(1);
  }

  @Test
  void goingOnWithoutAHostLeavesItsVms() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    refuseFirstHost();
    rig.begin(HOSTS);
    rig.untilNoLongerWaiting(HOSTS);

    rig.inStep(() -> rig.carryOut.goOnWithout(rig.runId(), HOSTS, rig.look()));

    assertThat(rig.untilNoLongerWaiting(HOSTS).kind()).isEqualTo(Outcome.Kind.SETTLED);
    assertThat(rig.change("north-1").state()).isEqualTo(LEFT);
    assertThat(rig.look().vms().stream().filter(vm -> host(vm).equals("north-1")))
        .isNotEmpty()
        .allMatch(vm -> rig.change(vm.name()).is(LEFT));
  }

  @Test
  void whatWasRefusedKeepsItsNumberInANewPlan() {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    refuseFirstHost();
    rig.begin(HOSTS);
    rig.untilNoLongerWaiting(HOSTS);
    int number = rig.change("north-1").number();
    assertThat(rig.change("north-1").state()).isEqualTo(REFUSED);

    rig.plan(rig.failover(), HOSTS);

    assertThat(rig.change("north-1").number()).isEqualTo(number);
    assertThat(rig.change("north-1").state()).isEqualTo(PLANNED);
    assertThat(rig.change("north-1").ask().attempt()).isEqualTo(2);
    assertThat(rig.changes()).extracting(Entry::number).doesNotHaveDuplicates();
    assertThat(rig.changes()).filteredOn(entry -> entry.is(REQUESTED)).isNotEmpty();
  }

  /** However far it has come: hardly begun, in the middle, and at its end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6, 10, 15, 25, 60, 200})
  void anUndoOfAnyPrefixBringsBackTheWorld(int looks) {
    rig.approved();
    rig.begin(SPM);
    rig.untilNoLongerWaiting(SPM);
    rig.begin(HOSTS);
    for (int look = 0; look < looks; look++) {
      rig.tick(HOSTS);
    }

    assertThat(rig.undone(HOSTS).kind()).isEqualTo(Outcome.Kind.SETTLED);
    assertThat(rig.undone(SPM).kind()).isEqualTo(Outcome.Kind.SETTLED);

    rig.undo.verify(rig.runId(), rig.look());
    assertThat(rig.run().differences()).isEmpty();
    assertThat(places(rig.look().vms())).isEqualTo(places(rig.before.vms()));
    assertThat(rig.look().spm())
        .map(host -> host.name())
        .isEqualTo(rig.before.spm().map(host -> host.name()));
    assertThat(rig.look().hosts()).allMatch(host -> host.isUp());
  }

  private void refuseFirstHost() {
    rig.fault(
        "{\"method\":\"POST\",\"path\":\"/hosts/north-1/deactivate\",\"status\":409,\"detail\":\"the host is busy\",\"times\":1}");
  }

  private static Map<String, String> places(List<Vm> vms) {
    return vms.stream().collect(Collectors.toMap(Vm::name, PhaseDriverTest::host));
  }

  private static String host(Vm vm) {
    return vm.host().map(host -> host.name()).orElse("");
  }
}
