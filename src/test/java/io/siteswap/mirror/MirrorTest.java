package io.siteswap.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.drill.DrillTest;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Runs;
import io.siteswap.outbox.CourierForDrills;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Outbox;
import io.siteswap.outbox.Waiting;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.PhaseBegan;
import io.siteswap.runbook.PhaseEnded;
import io.siteswap.runbook.PhaseOfRun;
import io.siteswap.runbook.Runbooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever looks only at the Manager's own portal sees the runbook as well. */
class MirrorTest extends DrillTest {
  private static final Duration TIME = Duration.ofSeconds(1);

  @Autowired private CourierForDrills courier;
  @Autowired private Outbox outbox;
  @Autowired private Runs runs;
  @Autowired private Runbooks runbooks;
  @Autowired private Labels labels;
  @Autowired private Titles titles;
  @Autowired private Mirror mirror;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient database;
  @Autowired private ApplicationEventPublisher publisher;

  private List<JsonNode> jobs() {
    return all("/jobs?follow=steps", "job").stream()
        .filter(job -> job.path("description").asText().startsWith("Siteswap "))
        .toList();
  }

  private List<String> events() {
    return events("");
  }

  private List<String> events(String query) {
    return all("/events" + query, "event").stream()
        .filter(event -> event.path("origin").asText().startsWith("Siteswap"))
        .map(
            event ->
                "%s %s"
                    .formatted(event.path("severity").asText(), event.path("description").asText()))
        .toList();
  }

  private List<JsonNode> all(String path, String kind) {
    return StreamSupport.stream(drill.twin().api("GET", path, "").path(kind).spliterator(), false)
        .toList();
  }

  private static List<String> steps(JsonNode job) {
    return StreamSupport.stream(job.path("steps").path("step").spliterator(), false)
        .map(step -> step.path("description").asText() + ": " + step.path("status").asText())
        .toList();
  }

  @Test
  void showsARunFromItsBeginningToItsEnd() {
    drill.start("fail-over-site", "north");
    courier.carry();
    assertThat(jobs()).hasSize(1);
    assertThat(jobs().get(0).path("description").asText())
        .isEqualTo("Siteswap CHG1: Fail over a site north");
    assertThat(jobs().get(0).path("status").asText()).isEqualTo("started");

    drill.approve("approver-1").until(() -> drill.run().phase().isPresent());
    courier.carry();
    assertThat(steps(jobs().get(0))).containsExactly("Move the SPM: started");

    drill.untilEnd();
    courier.carry();
    JsonNode job = jobs().get(0);
    assertThat(job.path("status").asText()).isEqualTo("finished");
    assertThat(job.path("external").asBoolean()).isTrue();
    assertThat(steps(job))
        .isNotEmpty()
        .contains("Put hosts into maintenance: finished")
        .allMatch(step -> step.endsWith(": finished"));
    assertThat(events())
        .anyMatch(event -> event.startsWith("normal") && event.contains("operator has begun it"))
        .anyMatch(event -> event.contains("is approved by approver-1"))
        .anyMatch(event -> event.endsWith("has ended: Site failed over"));
  }

  /** With our own correlation ids, by which the log is searched. */
  @Test
  void isFoundByTheCorrelationIdsOfTheRun() {
    drill.start("fail-over-site", "north");
    courier.carry();

    String prefix = "sw-" + drill.runId().substring(0, 8);
    assertThat(events("?search=correlation_id%3D" + prefix + "*")).isNotEmpty().isEqualTo(events());
    assertThat(all("/jobs?search=correlation_id%3D" + prefix + "-job", "job")).hasSize(1);
  }

  @Test
  void saysEachOfSeveralApprovals() {
    drill.start("fail-over-site", "north");
    Map.of(
            "approver-1",
            "approve (1 of 2): well",
            "approver-2",
            "undo: no",
            "approver-3",
            "approve: yes")
        .forEach((who, word) -> drill.journal().add(drill.runId(), who, "approvePlan", word));
    courier.carry();

    assertThat(events())
        .filteredOn(event -> event.contains("approve"))
        .map(event -> event.replaceFirst(".*: ", ""))
        .containsExactlyInAnyOrder(
            "is approved by approver-1 (1 of 2)", "is approved by approver-3");
  }

  @Test
  void showsThatARunWasUndone() {
    drill
        .refuse("/hosts/*/deactivate", "not this one", -1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
    drill.noMoreFaults().decide("decideOnRefusedChanges", "operator", "undo").untilEnd();
    courier.carry();

    assertThat(jobs().get(0).path("status").asText()).isEqualTo("failed");
    assertThat(events())
        .anyMatch(event -> event.startsWith("warning") && event.endsWith("is undone"));
    assertThat(steps(jobs().get(0)))
        .contains("Put hosts into maintenance: failed")
        .anyMatch(step -> step.endsWith(": finished"));
  }

  @Test
  void noRunWaitsForAManagerThatDoesNotWantToHearOfIt() {
    drill.refuse("/jobs", "no permission", -1);
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    courier.carry();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(jobs()).isEmpty();
    // Said once, and not for each step.
    assertThat(outbox.waiting(0, 100))
        .singleElement()
        .satisfies(one -> assertThat(one.givenUp()).isTrue())
        .satisfies(one -> assertThat(one.trouble().orElse("")).contains("no permission"));
  }

  /** Whatever it answers, and however late: the run is carried out as if nobody was told of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"status\":403,\"times\":-1",
        "\"status\":500,\"times\":-1",
        "\"status\":503,\"times\":-1",
        // Refused in the end: what is carried out after the drill would meet the next one's world.
        "\"delayMillis\":3000,\"status\":503,\"times\":2"
      })
  void noFailureOfItHoldsARun(String fault) {
    for (String path : List.of("/jobs", "/jobs/*", "/jobs/*/steps", "/events")) {
      drill.fault("{\"method\":\"POST\",\"path\":\"%s\",%s}".formatted(path, fault));
    }
    drill.start("fail-over-site", "north");
    courier.carry();
    drill.approve("approver-1");
    courier.carry();
    drill.untilEnd();
    courier.carry();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().isOpen()).isFalse();
  }

  @Test
  void nothingIsToldWhereItIsSwitchedOff() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    courier.carry();
    assertThat(outbox.waiting(0, 100)).isEmpty();
    PhaseOfRun phase = new PhaseOfRun(drill.runId(), "an-instance", "moveSpm", "Move the SPM");

    told(false, phase);
    assertThat(outbox.waiting(0, 100)).isEmpty();

    told(true, phase);
    assertThat(outbox.waiting(0, 100)).isNotEmpty();
  }

  /** All that a run has to say, once more. */
  private void told(boolean enabled, PhaseOfRun phase) {
    MirrorProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("siteswap.mirror.enabled", String.valueOf(enabled))))
            .bind("siteswap.mirror", MirrorProperties.class)
            .get();
    var mirror = new RunsInMirror(properties, outbox, runs, runbooks, labels, titles);
    transactions.executeWithoutResult(
        status -> {
          mirror.written(new JournalWritten(drill.journal().of(drill.runId())));
          mirror.began(new PhaseBegan(phase));
          mirror.ended(new PhaseEnded(phase, true, Duration.ZERO));
        });
  }

  @Test
  void whatAManagerThatIsAwayHasMissedItIsToldLaterInOrder() {
    drill.start("fail-over-site", "north");
    drill.fault("{\"method\":\"POST\",\"path\":\"/jobs\",\"status\":503,\"times\":1}");
    courier.carry();
    assertThat(outbox.waiting(0, 100)).isNotEmpty().noneMatch(Waiting::givenUp);

    drill.approve("approver-1").untilEnd().later(Duration.ofMinutes(1));
    courier.carry();

    assertThat(outbox.waiting(0, 100)).isEmpty();
    assertThat(jobs()).hasSize(1);
    assertThat(jobs().get(0).path("status").asText()).isEqualTo("finished");
  }

  /** Where a kill -9 can meet it: what the Manager has heard, and what was written down of it. */
  enum Killed {
    BEFORE_IT_WAS_SAID,
    BEFORE_ITS_ID_WAS_KEPT,
    BEFORE_IT_WAS_TAKEN_FOR_HEARD
  }

  /** At each thing that it is told: nothing is there twice, and nothing is left open. */
  @ParameterizedTest
  @EnumSource(Killed.class)
  void goesOnWhereItWasKilled(Killed when) {
    drill
        .refuse("/hosts/*/deactivate", "not this one", -1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .noMoreFaults()
        .decide("decideOnRefusedChanges", "operator", "undo")
        .untilEnd();
    List<Message> messages =
        outbox.waiting(0, 100).stream()
            .map(Waiting::message)
            .filter(message -> message.channel().equals(Told.CHANNEL))
            .toList();

    messages.forEach(message -> toldAndKilled(message, when));

    assertThat(jobs())
        .extracting(job -> job.path("status").asText())
        .as("one until a phase has failed, and one for the way back")
        .containsExactly("failed", "failed");
    assertThat(steps(jobs().get(0)))
        .doesNotHaveDuplicates()
        .endsWith("Put hosts into maintenance: failed");
    assertThat(steps(jobs().get(1)))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(step -> step.endsWith(": finished"));
    assertThat(events())
        .doesNotHaveDuplicates()
        .hasSize((int) messages.stream().filter(one -> one.kind().equals("EVENT")).count());
  }

  private void toldAndKilled(Message message, Killed when) {
    if (when != Killed.BEFORE_IT_WAS_SAID) {
      Set<String> before = database.sql("select id from mirror").query(String.class).set();
      mirror.deliver(message, false);
      if (when == Killed.BEFORE_ITS_ID_WAS_KEPT) {
        database
            .sql("delete from mirror where id not in (:before)")
            .param("before", before.isEmpty() ? Set.of("none") : before)
            .update();
      }
    }
    mirror.deliver(message, true);
  }

  private void done(String statement) {
    if (!statement.isEmpty()) {
      database.sql(statement).update();
    }
  }

  /**
   * Of two phases that are called alike each has a step of its own, also where it is told twice.
   */
  @Test
  void aPhaseThatIsCarriedOutAgainIsAStepOfItsOwn() {
    drill.start("fail-over-site", "north");
    String phase = "Put hosts into maintenance";
    mirrored(new PhaseBegan(new PhaseOfRun(drill.runId(), "first", "putHosts", phase)));
    mirrored(
        new PhaseEnded(new PhaseOfRun(drill.runId(), "first", "putHosts", phase), false, TIME));
    courier.carry();
    mirrored(new PhaseBegan(new PhaseOfRun(drill.runId(), "again", "putHosts", phase)));
    done("update outbox set attempts = 1 where waits and channel = 'mirror'");
    mirrored(new PhaseEnded(new PhaseOfRun(drill.runId(), "again", "putHosts", phase), true, TIME));
    courier.carry();

    assertThat(jobs().stream().flatMap(job -> steps(job).stream()))
        .containsExactly(phase + ": failed", phase + ": finished");
  }

  private void mirrored(Object news) {
    transactions.executeWithoutResult(status -> publisher.publishEvent(news));
  }

  /** Whoever ends a run past its runbook leaves no step that seems to be under way. */
  @Test
  void noStepIsLeftOpenWhenTheRunIsOver() {
    drill
        .start("fail-over-site", "north")
        .approve("approver-1")
        .until(() -> drill.run().phase().isPresent());
    drill.cancel();
    courier.carry();

    assertThat(jobs()).singleElement().matches(job -> job.path("status").asText().equals("failed"));
    assertThat(steps(jobs().get(0))).isNotEmpty().noneMatch(step -> step.endsWith(": started"));
  }

  /** Nothing takes back what rests on it. */
  @Test
  void saysWhoHasVouchedThatASiteIsDown() {
    drill.lose("north").later(Duration.ofMinutes(6)).start("recover-lost-site", "north");
    drill.attest("approver-1").attest("approver-2").untilEnd();
    courier.carry();

    assertThat(events())
        .anyMatch(event -> event.endsWith("is vouched for by approver-1"))
        .anyMatch(event -> event.endsWith("is vouched for by approver-2"));
  }

  /** A host still holds VMs, though the run has ended as it should. */
  @Test
  void saysWhatARunHasLeftUndone() {
    drill
        .refuse("/hosts/*/deactivate", "not this one", -1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .noMoreFaults()
        .decide("decideOnRefusedChanges", "operator", "continue")
        .untilEnd();
    courier.carry();

    int differences = drill.run().differences().size();
    assertThat(differences).isPositive();
    assertThat(events())
        .anyMatch(
            event ->
                event.startsWith("warning")
                    && event.endsWith(
                        "has ended: Site failed over, with differences: " + differences));
  }

  /** It takes its own and ours for unknown, and ends neither: so the run is a job once more. */
  @Test
  void goesOnInAnotherJobWhenTheManagerHasStartedAgain() {
    drill
        .refuse("/hosts/*/deactivate", "not this one", -1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges");
    courier.carry();
    String open = "Put hosts into maintenance: ";
    assertThat(steps(jobs().get(0))).contains(open + "started");

    drill.twin().control("POST", "manager/restart", "{\"seconds\":24}");
    drill.after(Duration.ofSeconds(25)).noMoreFaults();
    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();
    courier.carry();

    assertThat(jobs())
        .extracting(job -> job.path("status").asText())
        .containsExactlyInAnyOrder("unknown", "finished");
    assertThat(jobs())
        .extracting(job -> job.path("description").asText())
        .containsOnly("Siteswap CHG1: Fail over a site north");
    JsonNode last =
        jobs().stream()
            .filter(job -> job.path("status").asText().equals("finished"))
            .findFirst()
            .orElseThrow();
    assertThat(steps(last))
        .containsOnlyOnce(open + "finished")
        .allMatch(step -> step.endsWith(": finished"));
    assertThat(outbox.waiting(0, 100)).isEmpty();
  }

  /** It was heard, and the answer was lost. */
  @Test
  void toldTwiceIsHeardOnce() {
    drill.start("fail-over-site", "north");
    drill.fault("{\"method\":\"POST\",\"path\":\"/jobs\",\"delayMillis\":3000,\"times\":1}");
    courier.carry();
    drill.awaitForReal(() -> !jobs().isEmpty());
    drill.later(Duration.ofMinutes(1));

    courier.carry();

    assertThat(jobs()).hasSize(1);
    assertThat(outbox.waiting(0, 100)).isEmpty();
  }
}
