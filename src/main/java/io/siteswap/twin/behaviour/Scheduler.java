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
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.ovirt.engine.sdk4.types.VmAffinity;

/** Chooses hosts as the Manager does: filters first, then weights, then most free memory. */
final class Scheduler {
  static final String NO_HOST =
      "There is no host that satisfies current scheduling constraints. See below for details:";

  // The Manager's factors: preferred hosts outweigh soft affinity, that of hosts outweighs that of
  // VMs, and all outweigh memory.
  private static final int PREFERRED = 99;
  private static final int AFFINITY = 20;
  private static final int VM_AFFINITY = 1;
  private static final long MEBI = 1L << 20;

  private final World world;
  private final Placement placement;
  private final VmRules vmRules;

  Scheduler(World world, Placement placement, VmRules vmRules) {
    this.world = world;
    this.placement = placement;
    this.vmRules = vmRules;
  }

  /** The hosts of the best weight, most free memory first; or the reasons why there is none. */
  record Choice(List<TwinHost> best, List<String> refusals) {}

  /** A group that asks something of a VM, and where its other members run. */
  private record Wish(TwinGroup group, Set<String> others) {
    boolean allowsBeside(TwinHost host) {
      return !group.vmsRule.enabled() || VmRules.allows(group, others, host.id);
    }

    boolean allowsOn(TwinVm vm, TwinHost host) {
      return !group.hostsRule.enabled() || group.satisfiedBy(vm.id, host.id);
    }
  }

  /** What is asked: of which VM, seeing which room, and how strictly. */
  private record Question(
      TwinVm vm, ToLongFunction<TwinHost> free, List<Wish> wishes, boolean heedsHardVmRules) {}

  Choice choose(TwinVm vm) {
    return answer(new Question(vm, placement::free, wishes(vm, false), true));
  }

  /** For a VM whose host is to be empty: rather beside those it should avoid than not at all. */
  Choice chooseLeaving(TwinVm vm) {
    return chooseLeaving(vm, placement::free);
  }

  private Choice chooseLeaving(TwinVm vm, ToLongFunction<TwinHost> free) {
    List<Wish> wishes = wishes(vm, true);
    Choice strict = answer(new Question(vm, free, wishes, true));
    return strict.best().isEmpty() && world.ignoresVmRulesForMaintenance
        ? answer(new Question(vm, free, wishes, false))
        : strict;
  }

  private Choice answer(Question question) {
    List<TwinHost> fit = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (TwinHost host : world.hosts.values()) {
      if (host.isUp()) {
        refusal(question, host).ifPresentOrElse(refusals::add, () -> fit.add(host));
      }
    }
    return new Choice(best(question, fit), refusals);
  }

  Optional<String> refusal(TwinVm vm, TwinHost host) {
    return refusal(new Question(vm, placement::free, wishes(vm, false), true), host);
  }

  /** Places all that fit, each seeing the room the earlier ones took; answers who found none. */
  Map<TwinVm, Choice> unplaceable(List<TwinVm> vms) {
    Map<TwinVm, Choice> left = new HashMap<>();
    Map<String, Long> planned = new HashMap<>();
    for (TwinVm vm : vms) {
      Choice choice =
          chooseLeaving(vm, host -> placement.free(host) - planned.getOrDefault(host.id, 0L));
      if (choice.best().isEmpty()) {
        left.put(vm, choice);
      } else {
        planned.merge(choice.best().get(0).id, vm.memory, Long::sum);
      }
    }
    return left;
  }

  private List<Wish> wishes(TwinVm vm, boolean leaving) {
    return world.groups.values().stream()
        .filter(group -> group.vms.contains(vm.id))
        .map(group -> wish(group, vm, leaving))
        .toList();
  }

  private Wish wish(TwinGroup group, TwinVm vm, boolean leaving) {
    return new Wish(
        group, group.vmsRule.enabled() ? vmRules.othersOf(group, vm, leaving) : Set.of());
  }

  private static Optional<String> refusal(Question question, TwinHost host) {
    TwinVm vm = question.vm();
    if (vm.host.filter(host.id::equals).isPresent()) {
      return filtered(host, "Migration", "it currently hosts the VM.");
    }
    if (isPinnedElsewhere(vm, host)) {
      return filtered(host, "PinToHost", "it is not one of the hosts the VM is pinned to");
    }
    for (Wish wish : question.wishes()) {
      TwinGroup group = wish.group();
      if (question.heedsHardVmRules() && group.vmsRule.enforcing() && !wish.allowsBeside(host)) {
        return filtered(host, "VmAffinityGroups", broken(group.vmsRule));
      }
      if (group.hostsRule.enforcing() && !wish.allowsOn(vm, host)) {
        return filtered(host, "VmToHostsAffinityGroups", broken(group.hostsRule));
      }
    }
    long room = question.free().applyAsLong(host);
    return room < vm.memory
        ? filtered(
            host,
            "Memory",
            "its available memory is too low (" + room / MEBI + " MB) to run the VM")
        : Optional.empty();
  }

  /** Pinned to no host in particular a VM starts anywhere, and stays there. */
  private static boolean isPinnedElsewhere(TwinVm vm, TwinHost host) {
    return vm.affinity == VmAffinity.PINNED
        && !vm.placement.contains(host.id)
        && !(vm.placement.isEmpty() && vm.host.isEmpty());
  }

  private static String broken(TwinGroup.Rule rule) {
    return "it did not match " + (rule.positive() ? "positive" : "negative") + " affinity rules ";
  }

  private static Optional<String> filtered(TwinHost host, String filter, String why) {
    return Optional.of(
        "The host %s did not satisfy internal filter %s because %s."
            .formatted(host.name, filter, why));
  }

  private List<TwinHost> best(Question question, List<TwinHost> fit) {
    boolean heedsGroups = Policies.heedsSoftGroups(world);
    ToIntFunction<TwinHost> weight =
        host -> preference(question.vm(), host) + (heedsGroups ? liking(question, host) : 0);
    int top = fit.stream().mapToInt(weight).max().orElse(0);
    return fit.stream()
        .filter(host -> weight.applyAsInt(host) == top)
        .sorted(
            Comparator.comparingLong(question.free())
                .reversed()
                .thenComparing((TwinHost host) -> host.name))
        .toList();
  }

  /** Preferred hosts count only when a VM starts. */
  private static int preference(TwinVm vm, TwinHost host) {
    return vm.isDown() && vm.placement.contains(host.id) ? PREFERRED : 0;
  }

  private static int liking(Question question, TwinHost host) {
    int liking = 0;
    for (Wish wish : question.wishes()) {
      TwinGroup group = wish.group();
      liking += group.hostsRule.enabled() && wish.allowsOn(question.vm(), host) ? AFFINITY : 0;
      liking += group.vmsRule.enabled() && wish.allowsBeside(host) ? VM_AFFINITY : 0;
    }
    return liking;
  }

  /** Whether the groups of a VM would like that host better than the one where it runs. */
  boolean likesBetter(TwinVm vm, TwinHost host) {
    Question question = new Question(vm, placement::free, wishes(vm, false), true);
    return vm.host.flatMap(world::host).stream()
        .anyMatch(now -> liking(question, host) > liking(question, now));
  }
}
