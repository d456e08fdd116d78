package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Starts and stops single VMs. */
public final class VmLife {
  static final Duration BOOT = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(1);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  private final Simulation sim;
  private final World world;

  VmLife(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  public String start(TwinVm vm, List<String> onlyOn, Optional<String> correlation) {
    if (!vm.isDown()) {
      throw Refusal.conflict(
          "Cannot run VM because the VM is in " + spoken(vm.status) + " status.");
    }
    if (!world.dataCentre.isUp()) {
      throw Refusal.conflict("Cannot run VM. Unknown Data Center status.");
    }
    vm.lease.flatMap(world::domain).ifPresent(VmLife::checkLeaseDomain);
    TwinHost host = hostFor(vm, onlyOn);
    startOn(vm, host);
    sim.events.add(
        Note.of(EventKind.VM_STARTED, vm.name, EventLog.USER, host.name)
            .host(host)
            .vm(vm)
            .by(correlation));
    return sim.jobs.done("Launching VM " + vm.name, correlation);
  }

  private static void checkLeaseDomain(TwinDomain domain) {
    if (domain.inactive()) {
      throw Refusal.conflict(
          "Cannot run VM. The VM lease storage domain ("
              + domain.name()
              + ") status is not active.");
    }
  }

  private TwinHost hostFor(TwinVm vm, List<String> onlyOn) {
    Scheduler.Choice choice = sim.scheduler.choose(vm);
    return choice.best().stream()
        .filter(host -> onlyOn.isEmpty() || onlyOn.contains(host.id))
        .findFirst()
        .or(() -> named(vm, onlyOn))
        .orElseThrow(() -> noHost("Cannot run VM. ", choice.refusals()));
  }

  private Optional<TwinHost> named(TwinVm vm, List<String> onlyOn) {
    return onlyOn.stream()
        .flatMap(id -> world.host(id).stream())
        .filter(host -> host.isUp() && sim.scheduler.refusal(vm, host).isEmpty())
        .findFirst();
  }

  static Refusal noHost(String action, List<String> refusals) {
    List<String> texts = new ArrayList<>(List.of(action + Scheduler.NO_HOST));
    texts.addAll(refusals);
    return Refusal.of(409, texts);
  }

  private static String spoken(VmStatus status) {
    StringBuilder words = new StringBuilder();
    for (String word : status.value().split("_", -1)) {
      words.append(words.isEmpty() ? "" : " ");
      words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return words.toString();
  }

  void startOn(TwinVm vm, TwinHost host) {
    if (vm.alsoRunsOn.isPresent() && !world.isLeaseHeld(vm)) {
      world.runningTwice++;
    }
    sim.placement.put(vm, Optional.of(host.id));
    vm.resume = vm.nextResume.orElse(vm.resume);
    vm.nextResume = Optional.empty();
    vm.withoutItsLease = false;
    vm.failed = false;
    vm.started = Optional.of(world.now);
    become(vm, VmStatus.POWERING_UP, BOOT);
  }

  private void become(TwinVm vm, VmStatus status, Duration next) {
    Instant due = sim.after(next);
    vm.status = status;
    vm.statusDue = Optional.of(due);
    sim.schedule(due, Task.Kind.VM_STATUS, vm.id);
  }

  public String stop(TwinVm vm, Optional<String> correlation) {
    if (goesDown(vm, STOP)) {
      String host = vm.host.flatMap(world::host).map(on -> on.name).orElse("");
      sim.events.add(
          Note.of(EventKind.VM_STOPPED, vm.name, EventLog.USER, host).vm(vm).by(correlation));
    }
    return sim.jobs.done("Stopping VM " + vm.name, correlation);
  }

  public String shutdown(TwinVm vm, Optional<String> correlation) {
    goesDown(vm, SHUTDOWN);
    return sim.jobs.done("Shutting Down VM " + vm.name, correlation);
  }

  private boolean goesDown(TwinVm vm, Duration within) {
    if (vm.status == VmStatus.UNKNOWN) {
      throw Refusal.conflict("Cannot stop VM. VM is not running.");
    }
    if (vm.isDown()) {
      return false;
    }
    Optional.ofNullable(world.migrations.get(vm.id)).ifPresent(sim.migrations::abort);
    become(vm, VmStatus.POWERING_DOWN, within);
    return true;
  }

  void statusDue(Task task) {
    world
        .vm(task.subject())
        .filter(vm -> vm.statusDue.filter(task.at()::equals).isPresent())
        .ifPresent(this::moveOn);
  }

  private void moveOn(TwinVm vm) {
    vm.statusDue = Optional.empty();
    if (vm.status == VmStatus.POWERING_UP && world.isLeaseHeld(vm)) {
      fail(vm, "Failed to acquire lock: Lease is held by another host");
    } else if (vm.status == VmStatus.POWERING_UP) {
      vm.status = VmStatus.UP;
      vm.leaseHolder = Optional.empty();
      TwinHost host = world.hosts.get(vm.host.orElseThrow());
      sim.events.add(Note.of(EventKind.VM_RUNS, vm.name, host.name).host(host).vm(vm));
    } else if (vm.status == VmStatus.POWERING_DOWN) {
      Optional<TwinHost> host = vm.host.flatMap(world::host);
      down(vm, false);
      sim.events.add(Note.of(EventKind.VM_DOWN, vm.name).vm(vm));
      host.ifPresent(sim.maintenance::look);
    }
  }

  /** Down with an error: highly available VMs are started again. */
  void fail(TwinVm vm, String why) {
    down(vm, true);
    sim.events.add(Note.of(EventKind.VM_DOWN_ERROR, vm.name, why).vm(vm));
    sim.queue.add(vm);
  }

  /** Off, and why: only a VM that failed is restarted by itself. */
  void down(TwinVm vm, boolean failed) {
    vm.status = VmStatus.DOWN;
    vm.statusDue = Optional.empty();
    vm.failed = failed;
    vm.resume = vm.nextResume.orElse(vm.resume);
    vm.nextResume = Optional.empty();
    sim.placement.put(vm, Optional.empty());
  }
}
