package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While a site is away its hosts may be deleted, and installed anew under their names. */
class InstalledAnewTest extends DrillTest {
  @Test
  void aHostOfTheSameNameTakesItsVmsBack() {
    Map<String, String> before = drill.world(2, 8).withoutAffinity().world();
    failOver();
    String former = drill.idOf("north-2");
    delete("north-2");
    drill
        .twin()
        .api(
            "POST",
            "/hosts",
            "{\"name\":\"north-2\",\"address\":\"north-2.example.com\",\"root_password\":\"secret\","
                + "\"cluster\":{\"name\":\"Default\"}}");
    drill.after(Duration.ofMinutes(6));
    assertThat(drill.idOf("north-2")).isNotEqualTo(former);

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.run().findings())
        .anyMatch(finding -> finding.what().contains("taken by name"));
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void theVmsOfAHostThatIsGoneGoToAnotherOfTheirSite() {
    drill.world(2, 8).withoutAffinity();
    failOver();
    delete("north-2");

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences())
        .extracting(difference -> difference.name())
        .containsExactly("north-2");
    assertThat(drill.run().requirePlan().staying()).isEmpty();
    assertThat(drill.hosts("north")).hasSize(1);
  }

  private void delete(String host) {
    drill.twin().api("DELETE", "/hosts/" + drill.idOf(host), "");
  }

  private void failOver() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
  }

  private void failBack() {
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();
  }
}
