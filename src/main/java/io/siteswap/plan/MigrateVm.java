package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates a running VM to one host.
 *
 * @param way whether it takes a migration back, which may be under way still
 */
public record MigrateVm(VmRef vm, HostRef from, HostRef to, Optional<Wave> wave, Way way)
    implements Change {
  private static final Logger log = LoggerFactory.getLogger(MigrateVm.class);

  /** Where a VM goes. */
  public enum Way {
    AWAY,
    BACK,
    /** It has not left yet: it is asked to stay. */
    STAYS
  }

  public MigrateVm {
    way = way == null ? Way.AWAY : way;
    // Plans of earlier versions have none.
    wave = wave == null ? Optional.empty() : wave;
  }

  MigrateVm(VmRef vm, HostRef from, HostRef to) {
    this(vm, from, to, Optional.empty(), Way.AWAY);
  }

  MigrateVm in(Optional<Wave> which) {
    return new MigrateVm(vm, from, to, which, way);
  }

  @Override
  public VmRef object() {
    return vm;
  }

  @Override
  public String action() {
    return way == Way.STAYS ? "VM is asked to stay on " + to : "VM moves to " + to;
  }

  @Override
  public String before() {
    return "runs on " + from;
  }

  @Override
  public String after() {
    return "runs on " + to;
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.HOSTS, Part.VMS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return VmState.of(now, vm, this::place);
  }

  private ObservedState place(Vm seen) {
    HostRef host = seen.host().orElseThrow();
    return host.equals(to)
        ? ObservedState.after("runs on " + host)
        : ObservedState.before("runs on " + host);
  }

  /** The Manager goes on with a migration even when the host has left its maintenance again. */
  @Override
  public boolean isLeaving(Inventory now) {
    return way == Way.BACK
        && now.vm(vm)
            .filter(seen -> seen.is(VmStatus.MIGRATING) && seen.host().equals(Optional.of(to)))
            .isPresent();
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    if (isLeaving(now)) {
      return now.host(to)
          .filter(host -> host.is(HostStatus.PREPARING_FOR_MAINTENANCE))
          .map(host -> "waits for host %s to leave maintenance".formatted(to));
    }
    return HostState.notUp(now, to)
        .or(
            () ->
                now.vm(vm)
                    .filter(seen -> !VmState.isSettled(seen))
                    .map(seen -> "is " + VmState.describe(seen)));
  }

  /** The host that takes it in: hypervisors accept two incoming migrations, and two at a time. */
  @Override
  public Optional<Lane> lane() {
    return Optional.of(Lane.migrationsTo(to.id()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    if (way == Way.STAYS) {
      askToStay(manager, id);
    } else {
      manager.migrate(vm, to, id);
    }
  }

  /** Refused only when it does not migrate any more; where it is then, the next look tells. */
  private void askToStay(Manager manager, CorrelationId id) {
    try {
      manager.cancelMigration(vm, id);
    } catch (ManagerRefused e) {
      log.debug("VM {} is on its way no more", vm, e);
    }
  }

  @Override
  public MigrateVm inverse() {
    return new MigrateVm(vm, to, from, Optional.empty(), Way.BACK);
  }

  @Override
  public MigrateVm seenIn(Inventory now) {
    return now.vm(vm)
        .flatMap(Vm::host)
        .map(host -> new MigrateVm(vm, host, to, wave, way))
        .orElse(this);
  }

  @Override
  public MigrateVm located(Inventory now) {
    return isLeaving(now) ? new MigrateVm(vm, from, to, wave, Way.STAYS) : this;
  }
}
