package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Killed after the answer to a webhook, and while a run waits at the gate; with the desk. */
class KilledAtGateIT extends Deaths {
  private static final String TICKET = "CHG0001234";

  @Test
  void aTicketStartsOneRunAndTheGateOpensThoughKilled() {
    int port = Processes.freePort();
    siteswap =
        processes.siteswap(
            processes.folder(),
            "--siteswap.twin.port=" + port,
            "--siteswap.twin.speed=" + FAST,
            "--siteswap.twin.desk.enabled=true",
            "--siteswap.tickets.gate.ask-again=3s");
    siteswap.start();
    world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));
    DeskOfDemo desk = DeskOfDemo.at(port);

    desk.click(TICKET, "approve");
    JarProcess.await("a run begins", Duration.ofSeconds(60), () -> runs().size() == 1);
    run = runs().get(0);
    killed("after a webhook", () -> siteswap.tasks("approvePlan").size() == 1);
    // Told once more, of whatever else has happened to it.
    desk.write(TICKET, "{\"conflict_status\": \"Conflict\"}");
    JarProcess.await(
        "it is heard", Duration.ofSeconds(60), () -> desk.page().contains(">200: the run"));
    assertThat(runs()).containsExactly(run);

    siteswap.decide("approvePlan", "approver-1", "approve");
    JarProcess.await(
        "the gate is closed",
        Duration.ofSeconds(60),
        () -> siteswap.waitingFor(run).contains("is in conflict"));
    killed(
        "at the gate's timer",
        () -> assertThat(world.asked("POST", "/deactivate")).isZero(),
        () -> desk.write(TICKET, "{\"conflict_status\": \"No Conflict\"}"),
        () -> siteswap.phase(run).isPresent());
    siteswap.awaitState(run, "siteFailedOver");

    assertThat(runs()).containsExactly(run);
    assertThat(siteswap.run(run).get("startedBy").asText()).isEqualTo("desk-demo");
    assertThat(events()).containsOnlyOnce("started-from-ticket", "gate-closed");
    desk.awaitNote("The run waits, and asks again");
    assertThat(desk.notes()).doesNotHaveDuplicates();
  }

  private List<String> runs() {
    return texts(siteswap.as("operator").get("/api/runs").ok().json(), "id");
  }

  private List<String> events() {
    return texts(
        siteswap.as("operator").get("/api/runs/" + run + "/journal?size=1000").ok().json(),
        "event");
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.get(field).asText())
        .toList();
  }
}
