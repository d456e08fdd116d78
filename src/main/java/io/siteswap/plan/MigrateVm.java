package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmRef;
import java.util.Optional;

/** Migrates a running VM to one host. */
public record MigrateVm(VmRef vm, HostRef from, HostRef to, Optional<Wave> wave) implements Change {
  public MigrateVm {
    // Plans of earlier versions have none.
    wave = wave == null ? Optional.empty() : wave;
  }

  MigrateVm(VmRef vm, HostRef from, HostRef to) {
    this(vm, from, to, Optional.empty());
  }

  MigrateVm in(Optional<Wave> which) {
    return new MigrateVm(vm, from, to, which);
  }

  @Override
  public VmRef object() {
    return vm;
  }

  @Override
  public String action() {
    return "VM moves to " + to;
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
  public ObservedState observe(Inventory now) {
    return VmState.of(now, vm, this::place);
  }

  private ObservedState place(Vm seen) {
    HostRef host = seen.host().orElseThrow();
    return host.equals(to)
        ? ObservedState.after("runs on " + host)
        : ObservedState.before("runs on " + host);
  }

  @Override
  public Optional<String> notYet(Inventory now) {
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
    manager.migrate(vm, to, id);
  }

  @Override
  public MigrateVm inverse() {
    return new MigrateVm(vm, to, from);
  }

  @Override
  public MigrateVm seenIn(Inventory now) {
    return now.vm(vm).flatMap(Vm::host).map(host -> new MigrateVm(vm, host, to, wave)).orElse(this);
  }
}
