package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.ClusterSettings;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.PowerAnswer;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Why the Manager does not fence a silent host by itself; the first reason is the one told. */
final class FencingPolicy {
  static final Duration STARTUP = Duration.ofMinutes(5);
  private static final Duration REBOOT = Duration.ofSeconds(40);
  private static final int PERCENT = 100;

  private final Simulation sim;
  private final World world;

  FencingPolicy(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** Whether the Manager has started so lately that it fences nobody. */
  boolean isStartingUp() {
    return world
        .managerStarted
        .filter(start -> world.now.isBefore(start.plus(STARTUP)))
        .isPresent();
  }

  /** Once the Manager trusts itself, it looks again at silent hosts it could fence. */
  void expectEndOfStartup() {
    Instant end = sim.after(STARTUP);
    world.managerStarted = Optional.of(world.now);
    sim.schedule(end, Task.Kind.FENCING_ALLOWED, "");
  }

  void allowed(Task task) {
    if (world.managerStarted.filter(start -> start.plus(STARTUP).equals(task.at())).isPresent()) {
      world.hosts.values().stream()
          .filter(host -> host.status == HostStatus.NON_RESPONSIVE && host.power.enabled())
          .forEach(this::tell);
    }
  }

  /** Has a silent host rebooted, or says why not. */
  void tell(TwinHost host) {
    Note why = reason(host);
    if (why.kind() == EventKind.FENCE_FAILED && canReboot(host)) {
      reboot(host);
    } else {
      sim.events.add(why.host(host));
    }
  }

  private boolean canReboot(TwinHost host) {
    boolean answers = host.powerAnswer() == PowerAnswer.ON || host.powerAnswer() == PowerAnswer.OFF;
    return world.automaticFencing
        && answers
        && !host.fenced
        && world.hosts.values().stream().anyMatch(proxy -> proxy.isUp() && !proxy.isLost());
  }

  /** Its VMs are surely dead then, so they are cleared; some time later it is there again. */
  private void reboot(TwinHost host) {
    host.fenced = true;
    power(host, "stop");
    host.status = HostStatus.REBOOT;
    sim.sites.lose(host, false);
    note(EventKind.HOST_STOPPED_BY_SYSTEM, host);
    sim.restarts.clear(host);
    note(EventKind.AUTO_FENCE, host);
    if (world.isSpm(host)) {
      sim.spm.confirmDead(host);
    }
    power(host, "start");
    note(EventKind.HOST_STARTED_BY_SYSTEM, host);
    sim.schedule(sim.after(REBOOT), Task.Kind.HOST_FENCED, host.id);
  }

  private void power(TwinHost host, String what) {
    sim.events.add(Note.of(EventKind.POWER_INITIATED, what, host.name).host(host));
    sim.events.add(Note.of(EventKind.POWER_SUCCEEDED, what, host.name).host(host));
  }

  private void note(EventKind kind, TwinHost host) {
    sim.events.add(Note.of(kind, host.name).host(host));
  }

  void rebooted(Task task) {
    world
        .host(task.subject())
        .filter(host -> host.fenced)
        .ifPresent(
            host -> {
              host.fenced = false;
              host.status = HostStatus.NON_RESPONSIVE;
              sim.sites.restore(host);
            });
  }

  private Note reason(TwinHost host) {
    ClusterSettings settings = world.settings;
    if (isStartingUp()) {
      return Note.of(EventKind.FENCE_SKIPPED_AT_START, host.name);
    }
    if (!settings.fencing) {
      return Note.of(EventKind.FENCE_DISABLED_BY_POLICY, host.name);
    }
    if (settings.skipIfConnectivityBroken && silent() >= settings.connectivityThreshold) {
      return Note.of(EventKind.FENCE_SKIPPED_BROKEN_CONNECTIVITY, host.name, silent());
    }
    // Power management does not help: with the site its switches are gone as well.
    return Note.of(
        host.power.enabled() ? EventKind.FENCE_FAILED : EventKind.HOST_NEEDS_FENCE, host.name);
  }

  private long silent() {
    long silent =
        world.hosts.values().stream()
            .map(host -> host.status)
            .filter(s -> s == HostStatus.CONNECTING || s == HostStatus.NON_RESPONSIVE)
            .count();
    return silent * PERCENT / world.hosts.size();
  }
}
