package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Killed while undoing, together with the twin. */
class KilledInUndoIT extends Deaths {
  /** The calls did not reach the Manager before the death, so they are asked for once more. */
  @Test
  void undoesThoughKilledTogetherWithTheEmbeddedTwin() {
    int port = Processes.freePort();
    Path data = processes.folder();
    siteswap =
        processes.siteswap(data, "--siteswap.twin.port=" + port, "--siteswap.twin.speed=" + FAST);
    siteswap.start();
    world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));
    Map<String, String> before = world.places();
    run = siteswap.run("fail-over-site", "north", "CHG1");
    world.fault(
        "{'method':'POST','path':'/hosts/north-3/deactivate','status':409,"
            + "'detail':'Cannot switch Host to Maintenance mode.'}");
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.awaitTask("decideOnRefusedChanges");
    // People are asked at once, while the other hosts are still being emptied.
    awaitWorld(
        "the other two are in maintenance",
        () -> world.hostStates("north").stream().filter("maintenance"::equals).count() == 2);
    Map<String, String> failedOver = world.places();
    world.fault("{'method':'POST','path':'/hosts/*/activate','delayMillis':60000}");
    siteswap.decide("decideOnRefusedChanges", "operator", "undo");
    awaitWorld("a host is asked to return", () -> world.met("/hosts/*/activate") == 1);

    killed(
        "while undoing",
        () -> assertThat(world.spm()).startsWith("south"),
        world::noFaults,
        () -> world.asked("POST", "/activate") > 0);

    assertThat(failedOver).isNotEqualTo(before);
    siteswap.awaitState(run, "failoverUndone");
    assertThat(world.hostStates("north")).containsOnly("up");
    assertThat(world.spm()).startsWith("north");
    // Two hosts were to return; the one that returned before the death is not asked again.
    assertThat(world.asked("POST", "/activate")).isBetween(1, 2);
    // The affinity enforcer goes on in the meantime: what it put elsewhere is named, VM by VM.
    Map<String, String> after = world.places();
    assertThat(after.values()).allMatch(host -> host.startsWith("north"));
    assertThat(siteswap.run(run).get("differences").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(
            before.keySet().stream().filter(vm -> !before.get(vm).equals(after.get(vm))).toList());
  }
}
