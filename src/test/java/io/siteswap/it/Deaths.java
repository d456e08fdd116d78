package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Siteswap is killed (kill -9, a real process) in the steps of a run and started again: the run
 * goes on where it was, and nothing that holds already is asked for twice. The twin lives in a
 * process of its own, which counts what it was asked for.
 */
abstract class Deaths {
  private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(15);
  // Slow enough to be killed in the middle of something, fast enough to see it end.
  static final double SLOW = 0.5;
  static final double FAST = 30;

  @RegisterExtension final Processes processes = new Processes();

  TwinWorld world;
  SiteswapProcess siteswap;
  String run = "";

  void givenTwinAndSiteswap(String... settings) {
    TwinProcess twin = processes.twin("--siteswap.twin.speed=" + SLOW);
    world = twin.world();
    siteswap = processes.siteswap(SiteswapProcess.and(SiteswapProcess.with(twin.api()), settings));
    siteswap.start();
  }

  void killed(String when, BooleanSupplier goneOn) {
    killed(when, () -> {}, () -> {}, goneOn);
  }

  void killed(String when, Runnable afterwards, Runnable disturb, BooleanSupplier goneOn) {
    siteswap.kill();
    siteswap.start();
    afterwards.run();
    disturb.run();
    JarProcess.await(
        "the run goes on after a kill " + when + ": " + siteswap.run(run), GOES_ON_WITHIN, goneOn);
    System.out.printf(
        "killed %s: ready again after %d ms, went on %d ms later%n",
        when,
        siteswap.startToReady().toMillis(),
        Duration.between(siteswap.readyAt(), Instant.now()).toMillis());
  }

  static void awaitWorld(String what, BooleanSupplier condition) {
    JarProcess.await(what, Duration.ofSeconds(60), condition);
  }

  /** The calls have left, and are carried out when nobody is there any more to take the answer. */
  void killedWhileTheHostsAreAsked() {
    awaitWorld("the hosts are asked", () -> world.met("/hosts/*/deactivate") == 3);
    world.speed(SLOW);
    killed(
        "after the calls, before their answers",
        () ->
            siteswap.waitingFor(run).contains("of 27 done")
                || siteswap.waitingFor(run).contains("preparing for maintenance"));
  }

  void thenTheSiteIsEmpty() {
    siteswap.awaitState(run, "siteFailedOver");
    assertThat(world.hostStates("north")).containsOnly("maintenance");
    assertThat(world.spm()).startsWith("south");
    assertThat(world.places().values()).allMatch(host -> host.startsWith("south"));
  }

  void thenEachVmMovedOnce() {
    System.out.println("migrations per VM: " + world.migrations());
    assertThat(world.migrations()).hasSize(24);
    assertThat(world.migrations().values()).allMatch(count -> count == 1);
  }
}
