package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.Policies;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** Chooses hosts as the Manager does: filters first, then weights, then most free memory. */
final class Scheduler {
  static final String NO_HOST =
      "There is no host that satisfies current scheduling constraints. See below for details:";

  // The Manager's factors: preferred hosts outweigh soft affinity, and both outweigh memory.
  private static final int PREFERRED = 99;
  private static final int AFFINITY = 20;
  private static final long MEBI = 1L << 20;

  private final World world;
  private final Placement placement;

  Scheduler(World world, Placement placement) {
    this.world = world;
    this.placement = placement;
  }

  /** The hosts of the best weight, most free memory first; or the reasons why there is none. */
  record Choice(List<TwinHost> best, List<String> refusals) {}

  Choice choose(TwinVm vm) {
    return choose(vm, placement::free);
  }

  Choice choose(TwinVm vm, ToLongFunction<TwinHost> free) {
    List<TwinHost> fit = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    List<TwinGroup> groups = groupsOf(vm);
    for (TwinHost host : world.hosts.values()) {
      if (host.isUp()) {
        refusal(vm, host, groups, free).ifPresentOrElse(refusals::add, () -> fit.add(host));
      }
    }
    List<TwinGroup> weighing = Policies.heedsSoftGroups(world) ? groups : List.of();
    return new Choice(best(vm, weighing, fit, free), refusals);
  }

  Optional<String> refusal(TwinVm vm, TwinHost host) {
    return refusal(vm, host, groupsOf(vm), placement::free);
  }

  /** Places all that fit, each seeing the room the earlier ones took; answers who found none. */
  Map<TwinVm, Choice> unplaceable(List<TwinVm> vms) {
    Map<TwinVm, Choice> left = new HashMap<>();
    Map<String, Long> planned = new HashMap<>();
    for (TwinVm vm : vms) {
      Choice choice = choose(vm, host -> placement.free(host) - planned.getOrDefault(host.id, 0L));
      if (choice.best().isEmpty()) {
        left.put(vm, choice);
      } else {
        planned.merge(choice.best().get(0).id, vm.memory, Long::sum);
      }
    }
    return left;
  }

  private List<TwinGroup> groupsOf(TwinVm vm) {
    return world.groups.values().stream()
        .filter(group -> group.hostsRule.enabled() && group.vms.contains(vm.id))
        .toList();
  }

  private Optional<String> refusal(
      TwinVm vm, TwinHost host, List<TwinGroup> groups, ToLongFunction<TwinHost> free) {
    if (vm.host.filter(host.id::equals).isPresent()) {
      return filtered(host, "Migration", "it currently hosts the VM.");
    }
    if (vm.affinity == VmAffinity.PINNED && !vm.placement.contains(host.id)) {
      return filtered(host, "PinToHost", "it is not one of the hosts the VM is pinned to");
    }
    for (TwinGroup group : groups) {
      if (group.hostsRule.enforcing() && !group.satisfiedBy(vm.id, host.id)) {
        String sign = group.hostsRule.positive() ? "positive" : "negative";
        return filtered(
            host, "VmToHostsAffinityGroups", "it did not match " + sign + " affinity rules ");
      }
    }
    long room = free.applyAsLong(host);
    return room < vm.memory
        ? filtered(
            host,
            "Memory",
            "its available memory is too low (" + room / MEBI + " MB) to run the VM")
        : Optional.empty();
  }

  private static Optional<String> filtered(TwinHost host, String filter, String why) {
    return Optional.of(
        "The host %s did not satisfy internal filter %s because %s."
            .formatted(host.name, filter, why));
  }

  private static List<TwinHost> best(
      TwinVm vm, List<TwinGroup> groups, List<TwinHost> fit, ToLongFunction<TwinHost> free) {
    int top = fit.stream().mapToInt(host -> weight(vm, host, groups)).max().orElse(0);
    return fit.stream()
        .filter(host -> weight(vm, host, groups) == top)
        .sorted(
            Comparator.comparingLong(free).reversed().thenComparing((TwinHost host) -> host.name))
        .toList();
  }

  private static int weight(TwinVm vm, TwinHost host, List<TwinGroup> groups) {
    int kept = (int) groups.stream().filter(group -> group.satisfiedBy(vm.id, host.id)).count();
    return AFFINITY * kept + (vm.placement.contains(host.id) ? PREFERRED : 0);
  }
}
