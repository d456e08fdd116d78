package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.Entry;
import io.siteswap.plan.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever road a run takes, it ends well only with each approved change accounted for. */
class PhaseSkippedTest extends DrillTest {
  @Autowired private RuntimeService runtime;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "moveSpm, putHostsIntoMaintenance, siteFailedOver",
    "putHostsIntoMaintenance, verifySite, siteFailedOver"
  })
  void aFailover(String from, String to, String outcome) {
    drill.start("fail-over-site", "north").approve("approver-1");
    skip(from, to);

    endsWithAllNamed(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "confirmSpmHost, quarantineHosts",
    "quarantineHosts, bringVmsUp",
    "bringVmsUp, verifyRecovery"
  })
  void aRecovery(String from, String to) {
    drill.lose("north").later(Duration.ofSeconds(150)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2");
    skip(from, to);

    endsWithAllNamed("siteRecovered");
  }

  private void skip(String from, String to) {
    drill.until(() -> isIn(from));
    runtime
        .createProcessInstanceModification(drill.runId())
        .startBeforeActivity(to)
        .cancelAllForActivity(from)
        .execute();
    drill.settle();
  }

  private boolean isIn(String phase) {
    return runtime.getActiveActivityIds(drill.runId()).contains(phase);
  }

  private void endsWithAllNamed(String outcome) {
    for (int asked = 0; asked < 6 && drill.run().isOpen(); asked++) {
      drill.after(Duration.ofSeconds(90));
      if (drill.run().isOpen() && nobodyIsAsked()) {
        drill.later(Duration.ofMinutes(16));
      }
      for (String task : List.of("decideOnRefusedChanges", "decideOnStuckChanges")) {
        drill.findTask(task).ifPresent(open -> drill.decide(task, "operator", "continue"));
      }
      drill.findTask("approveChangedPlan").ifPresent(open -> drill.approve("approver-1"));
    }
    assertThat(drill.outcome()).contains(outcome);
    assertAllNamed();
  }

  private boolean nobodyIsAsked() {
    return List.of("decideOnRefusedChanges", "decideOnStuckChanges", "approveChangedPlan").stream()
        .allMatch(task -> drill.findTask(task).isEmpty());
  }

  private void assertAllNamed() {
    Set<String> named =
        drill.run().differences().stream().map(Difference::name).collect(Collectors.toSet());
    Map<Boolean, List<Entry>> closed =
        drill.changes().stream().collect(Collectors.partitioningBy(Entry::isClosed));
    assertThat(closed.get(false))
        .extracting(entry -> entry.change().object().name())
        .isSubsetOf(named);
  }
}
