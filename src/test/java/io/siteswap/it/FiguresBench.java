package io.siteswap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Prints the figures that Siteswap is to reach; it holds none of them against a clock. Not part of
 * the suite: {@code mvn verify -Dit.test=FiguresBench -DfailIfNoTests=false}.
 */
class FiguresBench {
  private static final List<String> USUAL =
      Stream.concat(Stream.of("-XX:TieredStopAtLevel=4"), Jar.asItIs().stream()).toList();
  // An audit of its own would be counted.
  private static final String NO_AUDITS = "--siteswap.readiness.interval=0s";
  // A failover of the largest size at speed 1 would take hours.
  private static final double LARGE_SPEED = Double.parseDouble(property("figures.speed", "40"));
  private static final int LARGE_HOSTS = 60;
  private static final int LARGE_VMS = 2_000;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  @RegisterExtension final Processes processes = new Processes();

  @Test
  void printsTheWallTimeAgainstTheCriticalPath() {
    Duration critical = criticalPath();
    Failover failover = failover(processes.twin().world(), 3, 24, 1);
    System.out.println(failover.describe());
    System.out.printf(
        "twin's own critical path %.1f s: Siteswap adds %.1f s%n",
        critical.toMillis() / 1000.0, failover.wall().minus(critical).toMillis() / 1000.0);
    assertThat(failover.migrations()).containsOnly(1);
  }

  @Test
  void printsTheRequestsByTheNumberOfVms() {
    TwinWorld world = processes.twin().world();
    Failover few = failover(world, 3, 24, 1);
    System.out.println(few.describe());
    Failover many = failover(world, LARGE_HOSTS, LARGE_VMS, LARGE_SPEED);
    System.out.println(many.describe());
    System.out.printf(
        "requests per second of wall time: %.2f with 24 VMs, %.2f with %d VMs%n",
        few.requestsPerSecond(), many.requestsPerSecond(), LARGE_VMS);
    assertThat(many.migrations()).containsOnly(1);
  }

  private static final List<String> LOST = List.of("north-1", "north-2", "north-3");
  // The twin's VMs without a lease: the Manager never starts them by itself.
  private static final String WITHOUT_LEASE = "batch";

  /** By then the Manager calls the hosts non responsive, and leases on storage have expired. */
  private static final Duration SILENT_FOR = Duration.ofSeconds(160);

  @Test
  void printsARecoveryAgainstTheSameByHand() {
    TwinWorld world = processes.twin().world();
    Duration byHand = recoveredByHand(world);
    Duration bySiteswap = recovered(world);
    System.out.printf(
        "a lost site of 24 VMs, from the last attestation to the last VM up: %.1f s, by hand"
            + " %.1f s: Siteswap adds %.1f s%n",
        bySiteswap.toMillis() / 1000.0,
        byHand.toMillis() / 1000.0,
        bySiteswap.minus(byHand).toMillis() / 1000.0);
    assertThat(world.runningTwice()).isZero();
  }

  private static final int DEPLOYED_VMS = 4_000;
  private static final int ANSWER_MILLIS = Integer.getInteger("figures.answer-millis", 50);
  private static final int AT_ONCE = 10;

  /** Every VM of the largest cluster gets another priority, one request each. */
  @Test
  void printsADeploymentOfTheLargestSize() {
    TwinWorld world = processes.twin().world();
    world.renew(50, DEPLOYED_VMS);
    SiteswapProcess siteswap =
        processes.siteswap(
            processes.folder(),
            USUAL,
            SiteswapProcess.and(
                SiteswapProcess.with(world.url()),
                NO_AUDITS,
                "--siteswap.manager.calls-at-once=" + AT_ONCE,
                "--siteswap.clusters.demo.vm-priorities[0].vms[0]=*",
                "--siteswap.clusters.demo.vm-priorities[0].priority=42"));
    siteswap.start();
    Instant asked = Instant.now();
    String run = siteswap.run("deploy-stretch-cluster", "", "CHG1");
    siteswap.awaitTask("approvePlan");
    Instant drawnUp = Instant.now();
    world.fault(
        "{'method':'PUT','path':'/vms/*','times':-1,'delayMillis':%d}".formatted(ANSWER_MILLIS));
    world.countAnew();
    siteswap.decide("approvePlan", "approver-1", "approve");
    Instant approved = Instant.now();
    JarProcess.await("the end of the run", LONGEST, () -> !isOpen(siteswap, run));
    assertThat(siteswap.state(run)).isEqualTo("clusterDeployed");
    Duration wall = Duration.between(approved, at(siteswap.run(run).get("endedAt")));
    double least = (double) DEPLOYED_VMS * ANSWER_MILLIS / AT_ONCE / 1000;
    System.out.printf(
        "%d VMs deployed at %d ms an answer, %d at once, in a heap of 512 MB: plan drawn up in"
            + " %.1f s, carried out in %.1f s (%.2f of the %.1f s that the answers take),"
            + " %.3f requests per VM (%d in all)%n%s%n",
        DEPLOYED_VMS,
        ANSWER_MILLIS,
        AT_ONCE,
        Duration.between(asked, drawnUp).toMillis() / 1000.0,
        wall.toMillis() / 1000.0,
        wall.toMillis() / 1000.0 / least,
        least,
        (double) world.total() / DEPLOYED_VMS,
        world.total(),
        String.join("\n", world.requests()));
  }

  private record Failover(
      int vms,
      double speed,
      Duration startToReady,
      Duration toFirstPost,
      Duration wall,
      int requests,
      Set<Integer> migrations,
      List<String> byPath) {
    double requestsPerSecond() {
      return requests * 1000.0 / wall.toMillis();
    }

    String describe() {
      return ("%d VMs at speed %.0f: start to ready %.1f s, approval to first POST %.2f s, approval"
              + " to end %.1f s, %d requests, migrations per VM %s%n%s")
          .formatted(
              vms,
              speed,
              startToReady.toMillis() / 1000.0,
              toFirstPost.toMillis() / 1000.0,
              wall.toMillis() / 1000.0,
              requests,
              migrations,
              String.join("\n", byPath));
    }
  }

  private Failover failover(TwinWorld world, int hosts, int vms, double speed) {
    world.renew(hosts, vms);
    world.speed(speed);
    SiteswapProcess siteswap =
        processes.siteswap(
            processes.folder(),
            USUAL,
            SiteswapProcess.and(SiteswapProcess.with(world.url()), NO_AUDITS));
    siteswap.start();
    String run = siteswap.run("fail-over-site", "north", "CHG1");
    siteswap.awaitTask("approvePlan");
    world.countAnew();
    siteswap.decide("approvePlan", "approver-1", "approve");
    Instant approved = Instant.now();
    JarProcess.await("the end of the run", LONGEST, () -> !isOpen(siteswap, run));
    assertThat(siteswap.state(run)).isEqualTo("siteFailedOver");
    Failover failover =
        new Failover(
            vms,
            speed,
            siteswap.startToReady(),
            Duration.between(approved, firstRequest(siteswap, run)),
            Duration.between(approved, at(siteswap.run(run).get("endedAt"))),
            world.total(),
            Set.copyOf(world.migrations().values()),
            world.requests());
    siteswap.close();
    return failover;
  }

  private static boolean isOpen(SiteswapProcess siteswap, String run) {
    return siteswap.run(run).get("endedAt").isNull();
  }

  private static Instant firstRequest(SiteswapProcess siteswap, String run) {
    return StreamSupport.stream(siteswap.changes(run).spliterator(), false)
        .map(change -> change.get("requestedAt"))
        .filter(asked -> !asked.isNull())
        .map(FiguresBench::at)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant at(JsonNode instant) {
    return Instant.parse(instant.asText());
  }

  /** The same by hand, as fast as the Manager allows: no plan, no ledger, no checks. */
  private Duration criticalPath() {
    TwinWorld world = processes.twin().world();
    Instant start = Instant.now();
    world.act("south-1", "forceselectspm");
    awaitSpm(world);
    Instant moved = Instant.now();
    IntStream.rangeClosed(1, 3)
        .mapToObj(n -> CompletableFuture.runAsync(() -> world.act("north-" + n, "deactivate")))
        .toList()
        .forEach(CompletableFuture::join);
    JarProcess.await(
        "the hosts empty",
        LONGEST,
        () -> world.hostStates("north").stream().allMatch("maintenance"::equals));
    System.out.printf(
        "by hand: SPM %.1f s, hosts %.1f s%n",
        Duration.between(start, moved).toMillis() / 1000.0,
        Duration.between(moved, Instant.now()).toMillis() / 1000.0);
    return Duration.between(start, Instant.now());
  }

  private Duration recovered(TwinWorld world) {
    loseNorth(world);
    SiteswapProcess siteswap =
        processes.siteswap(
            processes.folder(),
            USUAL,
            SiteswapProcess.and(SiteswapProcess.with(world.url()), NO_AUDITS));
    siteswap.start();
    String run = siteswap.run("recover-lost-site", "north", "INC1");
    siteswap.attest("approver-1", LOST);
    siteswap.attest("approver-2", LOST);
    Instant attested = Instant.now();
    awaitAllUp(world);
    Duration took = Duration.between(attested, Instant.now());
    siteswap.awaitState(run, "siteRecovered");
    siteswap.run(run).get("measures").forEach(System.out::println);
    return took;
  }

  /** Confirms the SPM host, then the others, and starts what the Manager does not start. */
  private Duration recoveredByHand(TwinWorld world) {
    loseNorth(world);
    Instant start = Instant.now();
    world.confirmRebooted(LOST.get(0));
    awaitSpm(world);
    System.out.printf(
        "by hand: SPM %.1f s%n", Duration.between(start, Instant.now()).toMillis() / 1000.0);
    LOST.stream().skip(1).forEach(world::confirmRebooted);
    world.lives().keySet().stream()
        .filter(vm -> vm.startsWith(WITHOUT_LEASE))
        .forEach(world::startVm);
    awaitAllUp(world);
    return Duration.between(start, Instant.now());
  }

  private static void loseNorth(TwinWorld world) {
    world.renew(3, 24);
    world.lose("north");
    world.pass(SILENT_FOR, 1);
  }

  private static void awaitAllUp(TwinWorld world) {
    JarProcess.await(
        "all VMs are up in the south",
        LONGEST,
        () -> world.lives().values().stream().allMatch(life -> life.startsWith("up on south")));
  }

  private static void awaitSpm(TwinWorld world) {
    JarProcess.await(
        "the SPM is in the south",
        LONGEST,
        () ->
            world.spm().startsWith("south")
                && world.overview().get("dataCentre").asText().equals("up"));
  }

  private static String property(String name, String usual) {
    return System.getProperty(name, usual);
  }
}
