package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A VM leaves its host for the other site: the Manager migrates it when the host enters
 * maintenance, so it is not asked for, only seen, unless that has failed.
 *
 * @param targets the hosts of the other site, which its plan keeps
 * @param apart whether people want it asked for, since the Manager's own migration has failed
 */
public record EvacuateVm(
    VmRef vm, HostRef from, String toSite, @JsonIgnore List<HostRef> targets, boolean apart)
    implements Change {
  EvacuateVm(VmRef vm, HostRef from, String toSite, List<HostRef> targets) {
    this(vm, from, toSite, targets, false);
  }

  public EvacuateVm {
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  @Override
  public EvacuateVm within(List<HostRef> planned) {
    return new EvacuateVm(vm, from, toSite, planned, apart);
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
  public Set<Part> judgedBy() {
    return Set.of(Part.VMS);
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
    return !apart;
  }

  /** While its host prepares: a migration that failed is tried again minutes later, or never. */
  @Override
  public EvacuateVm insisted(Inventory now) {
    boolean isPreparing =
        now.vm(vm)
            .flatMap(Vm::host)
            .flatMap(now::host)
            .filter(host -> host.is(HostStatus.PREPARING_FOR_MAINTENANCE))
            .isPresent();
    return isPreparing ? new EvacuateVm(vm, from, toSite, targets, true) : this;
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return now.vm(vm)
        .filter(seen -> apart && !VmState.isSettled(seen))
        .map(seen -> "is " + VmState.describe(seen));
  }

  @Override
  public Optional<Dependency> dependsOn() {
    return Optional.of(new Dependency(EnterMaintenance.class, from.name()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.migrate(vm, id);
  }

  @Override
  public MigrateVm inverse() {
    return new MigrateVm(vm, targets.get(0), from, Optional.empty(), MigrateVm.Way.BACK);
  }

  @Override
  public EvacuateVm seenIn(Inventory now) {
    return now.vm(vm)
        .flatMap(Vm::host)
        .map(host -> new EvacuateVm(vm, host, toSite, targets, apart))
        .orElse(this);
  }
}
