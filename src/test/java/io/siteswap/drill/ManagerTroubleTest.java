package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The Manager is away, slow or broken: the run waits, goes on by itself, and asks nothing twice.
 */
class ManagerTroubleTest extends DrillTest {
  private static final String DEACTIVATE = "/hosts/{host}/deactivate";

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  @Test
  void goesOnByItselfWhenTheManagerIsBack() {
    draining().managerAway().after(Duration.ofSeconds(40));
    assertThat(drill.run().waitingFor().orElseThrow()).contains("gave no usable answer");
    assertThat(drill.run().waitingUntil().orElseThrow()).isAfter(drill.now());

    drill.noMoreFaults().untilEnd();

    assertEndedWell();
  }

  @Test
  void asksLessAndLessOftenMeanwhile() {
    draining().managerAway().tick();
    int first = faultsMetIn(Duration.ofSeconds(10));
    int later = drill.later(Duration.ofMinutes(1)).faultsMet();

    assertThat(first).isPositive();
    assertThat(drill.after(Duration.ofSeconds(10)).faultsMet() - later).isLessThan(first);
  }

  @Test
  void asksNoHostTwiceThatHeardItButCouldNotAnswer() {
    drill
        .fault(
            """
            {"method":"POST","path":"/hosts/north-1/deactivate","drop":true,"carriedOut":true}
            """)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.faultsMet()).isEqualTo(1);
    assertEndedWell();
  }

  @Test
  void asksAgainWhatWasNeverHeard() {
    drill
        .fault(
            """
            {"method":"POST","path":"/hosts/north-1/deactivate","drop":true}
            """)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.faultsMet()).isEqualTo(1);
    assertEndedWell();
  }

  @Test
  void movesTheSpmOnceThoughTheAnswerWasLost() {
    drill
        .fault(
            """
            {"method":"POST","path":"/hosts/*/forceselectspm","drop":true,"carriedOut":true}
            """)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilEnd();

    assertThat(drill.requests("POST", "/hosts/{host}/forceselectspm")).isEqualTo(1);
    assertEndedWell();
  }

  @Test
  void signsInAgainWhenItsSessionHasExpired() {
    draining().expireSessions().tick().expireSessions().untilEnd();

    assertEndedWell();
  }

  /** Each refusal of a session took one of the two HTTP connections that an SDK connection has. */
  @Test
  void signsInAgainHoweverOftenItsSessionsExpire() {
    drill.start("fail-over-site", "north").approve("approver-1");
    for (int time = 0; time < 5; time++) {
      drill.expireSessions();
      assertThat(drill.hosts("north")).hasSize(2);
    }

    drill.untilEnd();

    assertEndedWell();
  }

  @Test
  void waitsForASlowCallInsteadOfRepeatingIt() {
    drill
        .fault(
            """
            {"method":"POST","path":"/hosts/north-1/deactivate","delayMillis":3000}
            """)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.faultsMet() == 1);
    assertThat(drill.run().phase()).contains("putHostsIntoMaintenance");
    drill.awaitForReal(() -> drill.requests("POST", DEACTIVATE) == 2);

    drill.untilEnd();

    assertEndedWell();
  }

  @Test
  void surveysAgainWhenTheManagerWasAwayAtTheStart() {
    drill.managerAway().start("fail-over-site", "north").after(Duration.ofSeconds(20));
    assertThat(drill.findTask("approvePlan")).isEmpty();
    assertThat(drill.run().waitingFor())
        .get()
        .asString()
        .contains("the Manager gave no usable answer");
    assertThat(drill.run().waitingUntil()).isPresent();

    drill.noMoreFaults().untilTask("approvePlan").approve("approver-1").untilEnd();

    assertEndedWell();
  }

  @Test
  void callsPeopleWhenItsPatienceIsOver() {
    draining().managerAway();
    for (int pause = 0; pause < 27; pause++) {
      drill.after(Duration.ofSeconds(2)).later(Duration.ofSeconds(28));
    }
    assertThat(drill.incidents())
        .singleElement()
        .satisfies(
            incident ->
                assertThat(incident.getIncidentMessage()).contains("gave no usable answer"));
    assertThat(drill.run().isOpen()).isTrue();

    drill.noMoreFaults().retryIncidents().untilEnd();

    assertEndedWell();
  }

  @Test
  void undoesEvenThroughAnOutage() {
    draining().abort("operator").managerAway().decide("decideOnStuckChanges", "operator", "undo");
    drill.after(Duration.ofSeconds(30)).noMoreFaults().untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.changes()).extracting(Entry::state).containsOnly(ChangeState.REVERTED);
    assertThat(drill.requests("POST", "/hosts/{host}/activate")).isEqualTo(2);
  }

  private Drill draining() {
    return drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.host("north-1").is(HostStatus.PREPARING_FOR_MAINTENANCE));
  }

  private int faultsMetIn(Duration time) {
    int before = drill.faultsMet();
    return drill.after(time).faultsMet() - before;
  }

  private void assertEndedWell() {
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.incidents()).isEmpty();
    assertThat(drill.requests("POST", DEACTIVATE)).isEqualTo(2);
    assertThat(drill.requests("POST", "/hosts/{host}/forceselectspm")).isEqualTo(1);
    assertThat(drill.migrations().values()).allMatch(count -> count == 1);
  }
}
