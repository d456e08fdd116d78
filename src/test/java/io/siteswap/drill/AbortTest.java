package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator may stop a run at any time. */
class AbortTest extends DrillTest {
  private static final String DECIDE = "decideOnStuckChanges";

  private Map<String, String> before = Map.of();

  @BeforeEach
  void smallWorld() {
    before = drill.world(2, 6).world();
  }

  @Test
  void withdrawsARunThatNobodyHasApproved() {
    drill.start("fail-over-site", "north").abort("operator");

    assertThat(drill.outcome()).contains("runWithdrawn");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.actions()).isZero();
  }

  @Test
  void asksPeopleInTheMiddleOfAPhase() {
    draining().abort("operator");

    assertThat(drill.facts().get("headline").asText()).contains("The run was aborted");
    assertThat(drill.journal().of(drill.runId()))
        .anyMatch(line -> line.event().equals("run-aborted") && line.actor().equals("operator"));
  }

  @Test
  void goesOnWaitingWhenPeopleChangeTheirMind() {
    draining().abort("operator").decide(DECIDE, "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.requests("POST", "/hosts/{host}/deactivate")).isEqualTo(2);
    assertThat(drill.migrations().values()).allMatch(count -> count == 1);
  }

  @Test
  void undoesWhenPeopleWantIt() {
    draining().abort("operator").decide(DECIDE, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void namesTheOpenTicketsWhenTheTicketIsUnknown() {
    drill.start("fail-over-site", "north");

    assertThatThrownBy(() -> drill.abort("operator", "CHG9"))
        .hasMessageContaining("'CHG9'")
        .hasMessageContaining("[CHG1]");
    assertThat(drill.run().isOpen()).isTrue();
    assertThat(drill.instances()).isEqualTo(1);
  }

  @Test
  void worksWhileTheManagerIsAway() {
    draining().managerAway().after(Duration.ofSeconds(10)).abort("operator");

    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.contains("the Manager does not answer"));

    drill.noMoreFaults().decide(DECIDE, "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  private Drill draining() {
    return drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.host("north-1").is(HostStatus.PREPARING_FOR_MAINTENANCE));
  }
}
