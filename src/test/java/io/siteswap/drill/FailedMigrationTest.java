package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration fails while both hosts live; the Manager tells it under an id of its own. */
class FailedMigrationTest extends DrillTest {
  private Map<String, String> before = Map.of();

  @BeforeEach
  void smallWorld() {
    before = drill.world(2, 6).world();
  }

  @Test
  void asksPeopleWithinSecondsInTheManagersWords() {
    failing(1).start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.change("db-2").ask().requestedAt().isPresent());
    Instant asked = drill.change("db-2").ask().requestedAt().orElseThrow();
    drill.untilTask("decideOnRefusedChanges");

    assertThat(drill.now()).isBefore(asked.plusSeconds(60));
    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(
            words -> words.startsWith("Migration failed due to an Error: no route (VM: db-2"));

    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.requests("POST", "/vms/{vm}/migrate"))
        .as("only the one that failed")
        .isEqualTo(1);
  }

  @Test
  void goesBackWhenThatIsWanted() {
    failing(-1).start("fail-over-site", "north").approve("approver-1");
    drill.untilTask("decideOnRefusedChanges").decide("decideOnRefusedChanges", "operator", "undo");
    drill.untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void aFailureFromBeforeTheRunCountsForNothing() {
    failing(1);
    drill.elsewhere("vms", "db-2", "migrate").after(Duration.ofSeconds(20));

    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.findTask("decideOnRefusedChanges")).isEmpty();
  }

  @Test
  void aRefusalWithoutADetailIsExplainedByTheLog() {
    drill.twin().control("POST", "hosts/north-2", "{\"refusesMigrations\":true}");
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.untilTask("decideOnRefusedChanges");

    assertThat(drill.change("north-2").description())
        .startsWith("Host north-2 cannot change into maintenance mode - not all Vms have been");
  }

  @Test
  void eachAnswerHasItsOwnInstantAndThePhaseWaitsForItsOwn() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.run().phase().filter("putHostsIntoMaintenance"::equals).isPresent());

    assertThat(drill.run().waitingFor().filter(what -> what.contains("SPM"))).isEmpty();
    Set<Instant> answers =
        drill.changes("putHostsIntoMaintenance").stream()
            .map(Entry::ask)
            .flatMap(ask -> ask.answeredAt().stream())
            .collect(Collectors.toSet());
    assertThat(answers).isNotEmpty();
  }

  private Drill failing(int times) {
    return drill.vm(
        "db-2", "{\"migrationsToFail\":%d,\"migrationError\":\"no route\"}".formatted(times));
  }
}
