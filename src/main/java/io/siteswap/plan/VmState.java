package io.siteswap.plan;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import java.util.function.Function;

/** What the changes of VMs have in common: one that does not run cannot be judged by its place. */
public final class VmState {
  private VmState() {}

  /** The standing of a VM that runs and is not just migrating is told by {@code place}. */
  static ObservedState of(Inventory now, VmRef ref, Function<Vm, ObservedState> place) {
    return now.vm(ref)
        .map(vm -> of(vm, place))
        .orElseGet(() -> ObservedState.astray("the Manager no longer knows VM " + ref));
  }

  private static ObservedState of(Vm vm, Function<Vm, ObservedState> place) {
    if (vm.status().isOff()) {
      return ObservedState.astray("is " + vm.status());
    }
    return isSettled(vm) ? place.apply(vm) : ObservedState.underWay(describe(vm));
  }

  /** Whether its place says something. */
  public static boolean isSettled(Vm vm) {
    return vm.status().isSettled() && vm.host().isPresent();
  }

  public static String describe(Vm vm) {
    return vm.host().map(host -> vm.status() + " on " + host).orElse(vm.status().toString());
  }
}
