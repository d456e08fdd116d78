package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmRef;
import java.util.List;

/**
 * A VM leaves its host for the other site: the Manager migrates it when the host enters
 * maintenance, so it is never asked for, only seen.
 *
 * @param targets the hosts of the other site
 */
public record EvacuateVm(VmRef vm, HostRef from, String toSite, List<HostRef> targets)
    implements Change {
  public EvacuateVm {
    targets = List.copyOf(targets);
  }

  @Override
  public VmRef object() {
    return vm;
  }

  @Override
  public String action() {
    return "VM moves to " + toSite;
  }

  @Override
  public String before() {
    return "runs on " + from;
  }

  @Override
  public String after() {
    return "runs at " + toSite;
  }

  @Override
  public ObservedState observe(Inventory now) {
    return VmState.of(now, vm, this::place);
  }

  private ObservedState place(Vm seen) {
    HostRef host = seen.host().orElseThrow();
    return targets.contains(host)
        ? ObservedState.after("runs on " + host)
        : ObservedState.before("runs on " + host);
  }

  @Override
  public boolean implied() {
    return true;
  }

  @Override
  public boolean dependsOn(Change other) {
    return other instanceof EnterMaintenance maintenance && maintenance.host().equals(from);
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    throw new IllegalStateException("VM " + vm + " is moved by the maintenance of its host");
  }

  @Override
  public MigrateVm inverse() {
    return new MigrateVm(vm, targets.get(0), from);
  }

  @Override
  public EvacuateVm seenIn(Inventory now) {
    return now.vm(vm)
        .flatMap(Vm::host)
        .map(host -> new EvacuateVm(vm, host, toSite, targets))
        .orElse(this);
  }
}
