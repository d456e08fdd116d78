package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.QueuedRestart;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.VmStatus;

/**
 * Starts highly available VMs that failed: highest priority first, ten tries 30 s apart, then one
 * every 30 minutes.
 */
final class HaQueue {
  private static final Duration RUN = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final int SHORT_TRIES = 10;
  private static final int LONGEST_BLOCKED_SECONDS = 600;

  private final Simulation sim;
  private final World world;

  HaQueue(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** To be called when a VM went down with an error; one without high availability stays down. */
  void add(TwinVm vm) {
    if (!vm.ha) {
      return;
    }
    sim.events.add(Note.of(EventKind.HA_VM_FAILED, vm.name).vm(vm));
    if (world.managerBack.isEmpty()) {
      enter(vm);
    }
  }

  private void enter(TwinVm vm) {
    Instant due = sim.nextTick(RUN);
    world.haQueue.put(vm.id, QueuedRestart.of(vm, due));
    wake(due);
  }

  /** A Manager that starts knows its VMs from the database, and none of their tries so far. */
  void rebuild() {
    world.haQueue.clear();
    world.vms.values().stream().filter(HaQueue::isWanted).forEach(this::enter);
  }

  private static boolean isWanted(TwinVm vm) {
    return vm.ha && vm.isDown() && vm.failed;
  }

  private void wake(Instant due) {
    if (world.haQueueDue.filter(planned -> !planned.isAfter(due)).isEmpty()) {
      world.haQueueDue = Optional.of(due);
      sim.schedule(due, Task.Kind.HA_QUEUE, "");
    }
  }

  void run(Task task) {
    if (world.haQueueDue.filter(task.at()::equals).isEmpty()) {
      return;
    }
    world.haQueueDue = Optional.empty();
    world.haQueue.values().removeIf(this::isSettled);
    List<QueuedRestart> waiting =
        world.haQueue.values().stream()
            .sorted(Comparator.comparingInt((QueuedRestart queued) -> -priority(queued)))
            .toList();
    waiting.stream()
        .filter(queued -> !queued.started && !queued.due.isAfter(world.now))
        .forEach(queued -> turn(queued, priority(waiting.get(0))));
    waiting.stream().map(this::nextLook).min(Comparator.naturalOrder()).ifPresent(this::wake);
  }

  private int priority(QueuedRestart queued) {
    return world.vms.get(queued.vm).haPriority;
  }

  private boolean isSettled(QueuedRestart queued) {
    Optional<TwinVm> vm = world.vm(queued.vm);
    return queued.started
        ? vm.filter(starting -> starting.status == VmStatus.POWERING_UP).isEmpty()
        : vm.filter(HaQueue::isWanted).isEmpty();
  }

  private Instant nextLook(QueuedRestart queued) {
    return queued.due.isAfter(world.now) ? queued.due : sim.after(RUN);
  }

  private void turn(QueuedRestart queued, int highest) {
    TwinVm vm = world.vms.get(queued.vm);
    if (vm.haPriority < highest && queued.blockedSeconds < LONGEST_BLOCKED_SECONDS) {
      queued.blockedSeconds++;
    } else if (sim.restarts.start(vm)) {
      queued.started = true;
    } else {
      sim.events.add(Note.of(EventKind.HA_RESTART_FAILED, vm.name).vm(vm));
      queued.tries++;
      queued.due = sim.after(queued.tries < SHORT_TRIES ? SHORT : LONG);
    }
  }
}
