package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmRef;
import java.util.List;
import java.util.Optional;

/**
 * A VM leaves its host for the other site: the Manager migrates it when the host enters
 * maintenance, so it is never asked for, only seen.
 *
 * @param targets the hosts of the other site, which its plan keeps
 */
public record EvacuateVm(VmRef vm, HostRef from, String toSite, @JsonIgnore List<HostRef> targets)
    implements Change {
  public EvacuateVm {
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  @Override
  public EvacuateVm within(List<HostRef> planned) {
    return new EvacuateVm(vm, from, toSite, planned);
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
  public Optional<Dependency> dependsOn() {
    return Optional.of(new Dependency(EnterMaintenance.class, from.name()));
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
