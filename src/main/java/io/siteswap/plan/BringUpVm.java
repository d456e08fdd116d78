package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A VM of a lost site runs at the other one. Highly available and leased VMs are restarted by the
 * Manager and only seen; the others are started once the Manager shows them as down.
 *
 * @param from the dead host that it ran on
 * @param where in words, as in "at south"
 * @param survivors the hosts that are not dead, which its plan keeps as its targets
 * @param byManager whether the Manager restarts it by itself
 */
public record BringUpVm(
    VmRef vm, HostRef from, String where, @JsonIgnore List<HostRef> survivors, boolean byManager)
    implements Change {
  public BringUpVm {
    survivors = survivors == null ? List.of() : List.copyOf(survivors);
  }

  @Override
  public BringUpVm within(List<HostRef> targets) {
    return new BringUpVm(vm, from, where, targets, byManager);
  }

  @Override
  public VmRef object() {
    return vm;
  }

  @Override
  public String action() {
    return byManager ? "VM is restarted by the Manager" : "VM is started";
  }

  @Override
  public String before() {
    return "ran on " + from;
  }

  @Override
  public String after() {
    return "runs " + where;
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.CLUSTER, Part.HOSTS, Part.VMS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.vm(vm)
        .map(seen -> observe(seen, now))
        .orElseGet(() -> ObservedState.astray("the Manager no longer knows VM " + vm));
  }

  private ObservedState observe(Vm seen, Inventory now) {
    if (seen.is(VmStatus.DOWN)) {
      return Room.at(now, survivors)
          .take(seen)
          .map(why -> ObservedState.astray("is down: it " + why))
          .orElseGet(() -> ObservedState.before(down(seen)));
    }
    if (seen.host().filter(survivors::contains).isPresent()) {
      return VmState.isSettled(seen)
          ? ObservedState.after("runs on " + seen.host().get())
          : ObservedState.underWay(VmState.describe(seen));
    }
    return VmState.isSettled(seen)
        ? ObservedState.astray("runs on %s, which is back".formatted(seen.host().get()))
        : ObservedState.before("is " + VmState.describe(seen));
  }

  private String down(Vm seen) {
    return byManager && seen.protection().lease().isPresent()
        ? "is down; the Manager starts it once its lease is over, 140 s after the last contact"
        : "is down";
  }

  /** A VM that is unknown may still run: only one that is down is started, never twice. */
  @Override
  public Optional<String> notYet(Inventory now) {
    return now.vm(vm)
        .filter(seen -> !byManager && !seen.is(VmStatus.DOWN))
        .map(seen -> "is " + VmState.describe(seen))
        .or(
            () ->
                byManager || now.dataCenter().isUp()
                    ? Optional.empty()
                    : Optional.of("waits for an SPM: data centre is " + now.dataCenter().status()));
  }

  @Override
  public boolean implied() {
    return byManager;
  }

  /** The Manager tries again after half an hour at the latest; people need not wait for that. */
  @Override
  public BringUpVm insisted(Inventory now) {
    return new BringUpVm(vm, from, where, survivors, false);
  }

  @Override
  public Optional<Dependency> dependsOn() {
    return Optional.of(new Dependency(ConfirmRebooted.class, from.name()));
  }

  @Override
  public Optional<Lane> lane() {
    return byManager ? Optional.empty() : Optional.of(Lane.starts());
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.start(vm, id);
  }

  @Override
  public boolean isIrreversible() {
    return true;
  }

  @Override
  public Change inverse() {
    throw new IllegalStateException("VM " + vm + " is not stopped again");
  }

  @Override
  public String identity() {
    return "BringUpVm " + vm.id();
  }
}
