package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Killed in the steps by which a lost site is recovered. */
class KilledInRecoveryIT extends Deaths {
  private static final List<String> LOST = List.of("north-1", "north-2", "north-3");
  // Longer than the storage counts what a dead host held as held.
  private static final Duration LEASES_GONE = Duration.ofSeconds(150);

  @Test
  void recoversALostSiteThoughKilledInItsSteps() {
    givenTwinAndSiteswap();
    world.lose("north");
    world.pass(LEASES_GONE, SLOW);
    run = siteswap.run("recover-lost-site", "north", "CHG1");

    siteswap.attest("approver-1", LOST);
    killedBetweenTheAttestations();
    killedWhileTheSpmHostIsConfirmed();
    killedWhileVmsAreBroughtUp();

    thenTheSiteIsRecovered();
    assertThat(world.asked("POST", "/fence")).isEqualTo(LOST.size());
    // The others are restarted by the Manager.
    assertThat(world.asked("POST", "/start")).isEqualTo(6);
    assertThat(siteswap.changes(run).findValuesAsText("attempt")).containsOnly("1");
  }

  private void killedBetweenTheAttestations() {
    killed(
        "between the attestations",
        () -> siteswap.shown("attestSiteDown", "attestation").contains("approver-1"));
    assertThat(world.asked("POST", "/fence")).isZero();
  }

  /** The call has left, and is carried out when nobody is there any more to take the answer. */
  private void killedWhileTheSpmHostIsConfirmed() {
    world.fault("{'method':'POST','path':'/hosts/*/fence','delayMillis':3000}");
    siteswap.attest("approver-2", LOST);
    awaitWorld("the SPM host is confirmed", () -> world.met("/hosts/*/fence") == 1);
    killed(
        "after the confirmation of the SPM host, before its answer",
        () -> world.fault("{'method':'POST','path':'/vms/*/start','times':3,'delayMillis':3000}"),
        () -> world.speed(FAST),
        () -> world.asked("POST", "/fence") > 1);
  }

  private void killedWhileVmsAreBroughtUp() {
    awaitWorld("VMs are started", () -> world.met("/vms/*/start") > 0);
    world.speed(SLOW);
    killed(
        "while VMs are brought up",
        () -> {},
        () -> world.speed(FAST),
        () -> siteswap.state(run).equals("siteRecovered"));
  }

  private void thenTheSiteIsRecovered() {
    siteswap.awaitState(run, "siteRecovered");
    assertThat(world.lives().values()).hasSize(24).allMatch(life -> life.startsWith("up on south"));
    assertThat(world.hostStates("north")).containsOnly("maintenance");
    assertThat(world.spm()).startsWith("south");
    assertThat(world.runningTwice()).isZero();
  }
}
