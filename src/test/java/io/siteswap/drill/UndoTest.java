package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.plan.EnterMaintenance;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.MoveSpm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done is taken back, the last first. */
class UndoTest extends DrillTest {
  private static final String DECIDE = "decideOnStuckChanges";

  private Map<String, String> before = Map.of();

  @BeforeEach
  void smallWorld() {
    before = drill.world(2, 6).world();
  }

  @Test
  void returnsTheWorldFromTheMiddleOfTheMigrations() {
    inTheMiddle().decide(DECIDE, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.changes()).extracting(Entry::state).containsOnly(ChangeState.REVERTED);
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void bringsHostsBackFirstThenVmsThenTheSpm() {
    inTheMiddle().decide(DECIDE, "operator", "undo").untilEnd();

    Instant hosts = undone(EnterMaintenance.class).max(Instant::compareTo).orElseThrow();
    assertThat(undone(EvacuateVm.class)).allMatch(at -> !at.isBefore(hosts));
    Instant vms = undone(EvacuateVm.class).max(Instant::compareTo).orElseThrow();
    assertThat(undone(MoveSpm.class)).isNotEmpty().allMatch(at -> at.isAfter(vms));
    assertThat(drill.journal().of(drill.runId()))
        .extracting(Journal.Line::event)
        .containsSubsequence(
            "run-aborted", DECIDE, "undo-requested", "change-reverted", "run-ended");
  }

  @Test
  void stopsWhereAStepIsRefusedAndGoesOnFromThere() {
    inTheMiddle()
        .refuse("/hosts/north-1/activate", "Cannot activate Host, for a drill.", 1)
        .decide(DECIDE, "operator", "undo")
        .untilIncident();
    assertThat(drill.incidents())
        .singleElement()
        .satisfies(
            incident ->
                assertThat(incident.getIncidentMessage())
                    .contains("north-1", "Cannot activate Host, for a drill."));
    assertThat(drill.run().waitingFor().orElseThrow()).contains("Cannot activate Host");

    drill.after(Duration.ofSeconds(30)).retryIncidents().untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.requests("POST", "/hosts/{host}/activate")).isEqualTo(2);
  }

  @Test
  void leavesAVmThatItsOwnerHasShutDown() {
    inTheMiddle()
        .elsewhere("vms", "web-1", "stop")
        .after(Duration.ofSeconds(3))
        .decide(DECIDE, "operator", "undo")
        .untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.change("web-1").state()).isEqualTo(ChangeState.STRANDED);
    assertThat(drill.run().differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.name()).isEqualTo("web-1");
              assertThat(difference.expected()).isEqualTo("runs on north-1");
              assertThat(difference.actual()).isEqualTo("is down");
            });
    assertThat(drill.host("north-1").isUp()).isTrue();
  }

  @Test
  void isGivenUpByAnAbort() {
    inTheMiddle()
        .refuse("/hosts/north-2/activate", "Cannot activate Host, for a drill.", -1)
        .decide(DECIDE, "operator", "undo")
        .untilIncident()
        .abort("operator")
        .untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.change("north-2").state()).isEqualTo(ChangeState.STRANDED);
    assertThat(drill.change("north-2").description()).startsWith("given up");
    assertThat(drill.run().differences()).anyMatch(d -> d.name().equals("north-2"));
    assertThat(drill.inventory().spm().orElseThrow().name()).isEqualTo("north-1");
  }

  /** As the affinity enforcement does: by the next look it has moved, and stands still again. */
  @Test
  void asksOnceMoreForAVmThatSomebodyElseWasJustMoving() {
    withSomeGone()
        .refuse("/vms/*/migrate", "Cannot migrate VM. VM is being migrated.", 1)
        .decide(DECIDE, "operator", "undo")
        .until(() -> drill.faultsMet() == 1)
        .untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void callsPeopleWhenAVmIsRefusedOnceMore() {
    withSomeGone()
        .refuse("/vms/*/migrate", "Cannot migrate VM, for a drill.", -1)
        .decide(DECIDE, "operator", "undo")
        .untilIncident();
    assertThat(drill.run().waitingFor().orElseThrow()).contains("Cannot migrate VM, for a drill.");

    drill.noMoreFaults().retryIncidents().untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  /** Some VMs have reached the other site, and are to be asked back. */
  private Drill withSomeGone() {
    return drill
        .withoutAffinity()
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.migrations().size() >= 3)
        .abort("operator");
  }

  private Drill inTheMiddle() {
    return drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.vms().stream().anyMatch(vm -> vm.is(VmStatus.MIGRATING)))
        .abort("operator");
  }

  private Stream<Instant> undone(Class<?> kind) {
    return drill.changes().stream()
        .filter(entry -> kind.isInstance(entry.change()))
        .map(entry -> entry.undoneAt().orElseThrow());
  }
}
