package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.HostStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Manager says yes, and nothing happens. */
class StuckTest extends DrillTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private Map<String, String> before = Map.of();

  @BeforeEach
  void smallWorld() {
    before = drill.world(2, 6).world();
  }

  @Test
  void asksPeopleWhenNothingMovesAnyMore() {
    drill
        .swallow("/hosts/north-2/deactivate", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .after(Duration.ofMinutes(1));
    assertThat(drill.findTask("decideOnStuckChanges")).isEmpty();

    drill.later(TIMEOUT);

    assertThat(drill.facts().get("headline").asText()).contains("without effect");
    assertThat(drill.facts().get("waited").asText()).contains("15 min");
    assertThat(drill.facts().get("changes").findValuesAsText("object")).contains("host north-2");
  }

  @Test
  void asksTheManagerAgainWhenWanted() {
    drill
        .swallow("/hosts/north-2/deactivate", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .after(Duration.ofMinutes(1))
        .later(TIMEOUT)
        .decide("decideOnStuckChanges", "operator", "retry")
        .untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.requests("POST", "/hosts/{host}/deactivate")).isEqualTo(2);
  }

  @Test
  void asksAgainOnceThoughTheManagerIsAwayInBetween() {
    drill
        .swallow("/hosts/north-1/deactivate", 2)
        .swallow("/hosts/north-2/deactivate", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .after(Duration.ofMinutes(1))
        .later(TIMEOUT)
        .fault(
            "{\"method\":\"POST\",\"path\":\"/hosts/north-2/deactivate\",\"status\":503,\"times\":2}")
        .decide("decideOnStuckChanges", "operator", "retry")
        .after(Duration.ofMinutes(3));

    assertThat(drill.faultsMet()).isEqualTo(5);
    assertThat(drill.change("north-1").ask().attempt()).isEqualTo(2);
    assertThat(drill.change("north-2").ask().attempt()).isEqualTo(2);
    assertThat(drill.host("north-2").status()).isEqualTo(HostStatus.MAINTENANCE);
  }

  @Test
  void waitsAsLongAsSomethingMoves() {
    drill.vm("db-2", "{\"stuck\":true}").start("fail-over-site", "north").approve("approver-1");
    drill.after(Duration.ofMinutes(1)).later(TIMEOUT.minusSeconds(50));

    assertThat(drill.findTask("decideOnStuckChanges")).isEmpty();
    assertThat(drill.run().waitingUntil())
        .hasValueSatisfying(at -> assertThat(at).isAfter(drill.now()));
  }

  @Test
  void namesTheVmWhoseMigrationNeverEnds() {
    drill
        .vm("db-2", "{\"stuck\":true}")
        .start("fail-over-site", "north")
        .approve("approver-1")
        .after(Duration.ofMinutes(1))
        .later(TIMEOUT);

    assertThat(drill.facts().get("holding").findValuesAsText("name")).containsExactly("db-2");
    assertThat(drill.facts().get("holding").findValuesAsText("host")).containsExactly("north-2");
    assertThat(drill.facts().get("holding").findValuesAsText("why"))
        .containsExactly("is migrating");
  }

  @Test
  void doesNotWaitForAPausedVmToRun() {
    drill.vm("db-2", "{\"status\":\"paused\"}");
    before = drill.world();

    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.vm("db-2").host().orElseThrow().name()).startsWith("south");

    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void namesTheAffinityGroupThatKeepsAVm() {
    drill
        .twin()
        .api(
            "POST",
            "/clusters/%s/affinitygroups".formatted(drill.inventory().cluster().id()),
            """
            {"name":"only-north",
             "hosts_rule":{"enabled":"true","positive":"true","enforcing":"true"},
             "hosts":{"host":[{"id":"%s"}]},
             "vms":{"vm":[{"id":"%s"}]}}
            """
                .formatted(drill.idOf("north-2"), drill.idOf("db-2")));

    drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");

    assertThat(drill.facts().get("holding").findValuesAsText("why"))
        .contains("enforcing affinity group only-north keeps it on other hosts");
  }

  @Test
  void asksNothingOfTheHostsWhenTheSpmStaysWhereItIs() {
    drill
        .swallow("/hosts/*/forceselectspm", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.contains("(is: SPM is north-1)"));

    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.actions()).isZero();
  }
}
