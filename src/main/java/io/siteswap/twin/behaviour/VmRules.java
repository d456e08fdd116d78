package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which VMs want to run together and which apart. Where the members of a group run is counted once
 * for each change of the placement, not for each VM and host that is asked about.
 */
public final class VmRules {
  private final World world;
  private final Placement placement;
  private final Map<String, Counted> counted = new HashMap<>();

  VmRules(World world, Placement placement) {
    this.world = world;
    this.placement = placement;
  }

  private record Counted(long version, Map<String, Integer> members) {}

  /** On which hosts the others of the group run; those that leave the same host do not count. */
  Set<String> othersOf(TwinGroup group, TwinVm vm, boolean leaving) {
    Map<String, Integer> members = membersByHost(group);
    Map<String, Integer> others = new HashMap<>(members);
    placement.placeOf(vm).ifPresent(place -> others.computeIfPresent(place, VmRules::oneLess));
    if (leaving) {
      vm.host.ifPresent(others::remove);
    }
    return others.keySet();
  }

  private static Integer oneLess(String host, Integer count) {
    return count > 1 ? count - 1 : null;
  }

  Map<String, Integer> membersByHost(TwinGroup group) {
    Counted known = counted.get(group.id);
    if (known == null || known.version() != placement.version()) {
      known = new Counted(placement.version(), count(group));
      counted.put(group.id, known);
    }
    return known.members();
  }

  private Map<String, Integer> count(TwinGroup group) {
    Map<String, Integer> members = new HashMap<>();
    group.vms.stream()
        .flatMap(id -> world.vm(id).stream())
        .flatMap(vm -> placement.placeOf(vm).stream())
        .forEach(host -> members.merge(host, 1, Integer::sum));
    return members;
  }

  /** Nobody of the group runs yet: then a positive rule asks for nothing. */
  static boolean allows(TwinGroup group, Set<String> others, String host) {
    return group.vmsRule.positive()
        ? others.isEmpty() || others.contains(host)
        : !others.contains(host);
  }

  public boolean isBroken(TwinGroup group) {
    if (!group.vmsRule.enabled()) {
      return false;
    }
    Map<String, Integer> members = membersByHost(group);
    return group.vmsRule.positive()
        ? members.size() > 1
        : members.values().stream().anyMatch(count -> count > 1);
  }
}
