package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lost site that comes back while people and Siteswap are busy with it. */
class SiteReturnsTest extends DrillTest {
  @Test
  void beforeAnybodyHasSaidThatItIsDown() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    drill.restore("north").later(Duration.ofSeconds(20));

    drill.attest("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteNotLost");
    assertThat(confirmations()).isZero();
    assertThat(drill.runningTwice()).isZero();
    assertThat(drill.run().differences())
        .as("the power had failed: nobody restarts what is not highly available")
        .extracting(difference -> difference.name())
        .contains("batch-1");
  }

  @Test
  void betweenTheTwoPeople() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    drill.attest("approver-1").restore("north").later(Duration.ofSeconds(20));

    drill.attest("approver-2").untilEnd();

    assertThat(drill.outcome()).contains("siteNotLost");
    assertThat(confirmations()).isZero();
    assertThat(drill.inventory().affinityGroups()).allMatch(group -> group.hostsRuleEnabled());
  }

  private int confirmations() {
    return drill.requests("POST", "/hosts/{host}/fence");
  }
}
