package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Siteswap asks the Manager little, however large the cluster is. */
class RequestsTest extends DrillTest {
  @Test
  void readsAnyWorldInAtMostEightRequests() {
    for (int vms : new int[] {0, 24, 500}) {
      drill.world(3, vms);
      drill.forgetRequests();

      assertThat(drill.vms()).hasSize(vms);

      assertThat(drill.requests() - signIns()).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void asksNothingWhileNobodyWaitsForIt() {
    drill.world(2, 6).start("fail-over-site", "north").forgetRequests();

    drill.after(Duration.ofMinutes(1));

    assertThat(drill.findTask("approvePlan")).isPresent();
    assertThat(drill.requests()).isZero();
  }

  @Test
  void looksOnceASecondWhileSomebodyWaits() {
    drill.world(2, 6).start("fail-over-site", "north").approve("approver-1").tick();
    drill.forgetRequests();

    drill.after(Duration.ofSeconds(5));

    assertThat(drill.requests() - signIns()).isLessThanOrEqualTo(5 * 8);
  }

  /** An image transfer keeps its host from maintenance, a quarter of an hour until people ask. */
  @Test
  void looksLessOftenTheLongerNothingMoves() {
    drill.world(2, 6).twin().control("POST", "imagetransfers", "{\"vm\":\"db-1\"}");
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> onlyOneIsOpen());
    int atFirst = requestsInAMinute();
    drill.after(Duration.ofMinutes(4));

    int later = requestsInAMinute();

    assertThat(later).as("after %d in the first minute", atFirst).isBetween(1, 20);
    assertThat(later).isLessThan(atFirst / 4);
    drill.untilTask("decideOnStuckChanges");
    drill.twin().control("DELETE", "imagetransfers", "");
    drill.decide("decideOnStuckChanges", "operator", "retry").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  private boolean onlyOneIsOpen() {
    return drill.changes("putHostsIntoMaintenance").stream()
            .filter(entry -> !entry.isClosed())
            .count()
        == 1;
  }

  private int requestsInAMinute() {
    drill.forgetRequests().after(Duration.ofMinutes(1));
    return drill.requests() - signIns();
  }

  @Test
  void asksForAsMuchWhateverTheNumberOfVms() {
    Map<String, Integer> few = failover(24);
    Map<String, Integer> many = failover(200);

    assertThat(many).isEqualTo(few);
  }

  /** What was asked for, and how much a look costs. */
  private Map<String, Integer> failover(int vms) {
    drill.beginAnew();
    drill.world(3, vms).start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.run().phase().orElse("").equals("putHostsIntoMaintenance")).tick();
    int before = drill.requests() - signIns();
    int aLook = drill.tick().requests() - signIns() - before;
    for (int halfMinutes = 0; drill.run().isOpen(); halfMinutes++) {
      assertThat(halfMinutes).as("%s", drill.run()).isLessThan(40);
      drill.later(Duration.ofSeconds(30));
    }
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.migrations().values()).hasSize(vms).allMatch(count -> count == 1);
    return Map.of("a look", aLook, "actions", drill.actions());
  }

  private int signIns() {
    return drill.requests("POST", "/sso/oauth/token");
  }
}
