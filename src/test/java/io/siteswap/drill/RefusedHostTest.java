package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host refuses maintenance: the Manager's words, and the three ways on. */
class RefusedHostTest extends DrillTest {
  private static final String WORDS = "Cannot switch Host to Maintenance mode, for a drill.";

  private Map<String, String> before = Map.of();

  @BeforeEach
  void smallWorld() {
    before = drill.world(2, 6).world();
  }

  @Test
  void laysTheManagersWordsBeforeTheOperator() {
    refusedOnce();

    assertThat(drill.task("decideOnRefusedChanges").getName())
        .isEqualTo("Decide on refused changes");
    assertThat(drill.facts().get("headline").asText())
        .contains("Put hosts into maintenance", "1 change refused", "CHG1", "demo");
    assertThat(drill.facts().get("changes").findValuesAsText("object")).contains("host north-2");
    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.contains(WORDS));
    assertThat(drill.change("north-2").description()).isEqualTo(WORDS);
  }

  @Test
  void asksAgainWhenWanted() {
    refusedOnce().decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.hosts("north")).allMatch(host -> host.is(HostStatus.MAINTENANCE));
    assertThat(drill.requests("POST", "/hosts/{host}/deactivate")).isEqualTo(2);
  }

  @Test
  void goesOnWithoutTheHostAndExplainsWhatIsLeftThere() {
    refusedOnce().decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.host("north-1").is(HostStatus.MAINTENANCE)).isTrue();
    assertThat(drill.host("north-2").isUp()).isTrue();
    assertThat(drill.change("north-2").state()).isEqualTo(ChangeState.LEFT);
    assertThat(drill.run().differences()).anyMatch(d -> d.name().equals("north-2"));
    assertThat(drill.now()).isBefore(drill.run().startedAt().plus(Duration.ofMinutes(5)));
  }

  @Test
  void undoesTheRestAndReturnsTheWorld() {
    refusedOnce()
        .after(Duration.ofSeconds(8))
        .decide("decideOnRefusedChanges", "operator", "undo")
        .untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.changes()).extracting(Entry::state).containsOnly(ChangeState.REVERTED);
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void namesThePinnedVm() {
    pinned();

    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.contains("The non-migratable VMs are: db-2."));
    assertThat(drill.facts().get("holding").findValuesAsText("name")).contains("db-2");
    assertThat(drill.facts().get("holding").findValuesAsText("why"))
        .contains("is pinned to its host");
  }

  @Test
  void movesThePinnedVmOnceItsOwnerLetsItGo() {
    pinned()
        .placement("db-2", "migratable")
        .decide("decideOnRefusedChanges", "operator", "retry")
        .untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.vms()).allMatch(vm -> vm.host().orElseThrow().name().startsWith("south"));
  }

  @Test
  void bringsThePinnedVmHomeAsWell() {
    pinned()
        .placement("db-2", "migratable")
        .decide("decideOnRefusedChanges", "operator", "retry")
        .untilEnd()
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void leavesThePinnedVmWhereItIs() {
    pinned().decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.vm("db-2").host().orElseThrow().name()).isEqualTo("north-2");
    assertThat(drill.run().differences())
        .extracting(difference -> difference.name())
        .contains("north-2", "db-2");
  }

  private Drill refusedOnce() {
    return drill
        .refuse("/hosts/north-2/deactivate", WORDS, 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
  }

  private Drill pinned() {
    return drill
        .placement("db-2", "pinned")
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
  }
}
