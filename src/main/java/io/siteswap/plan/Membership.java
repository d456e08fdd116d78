package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.ObjectRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The VM-to-host rule of an affinity group, and who is in it. */
public record Membership(
    boolean enabled, boolean positive, boolean enforcing, List<HostRef> hosts, List<VmRef> vms) {
  public Membership {
    hosts = List.copyOf(hosts);
    vms = List.copyOf(vms);
  }

  /** The same members without a rule. */
  Membership withoutRule() {
    return new Membership(false, positive, enforcing, hosts, vms);
  }

  /** With the ids that the Manager has given to hosts meanwhile. */
  Membership located(Inventory now) {
    return new Membership(
        enabled,
        positive,
        enforcing,
        hosts.stream().map(host -> now.host(host).map(seen -> seen.ref()).orElse(host)).toList(),
        vms);
  }

  /** This rule of earlier for those who are in the group now, and those who came back anew. */
  Membership resumed(Membership there, Inventory now) {
    return new Membership(
        enabled,
        positive,
        enforcing,
        Stream.concat(
                there.hosts.stream(),
                hosts.stream()
                    .filter(host -> now.host(host).isEmpty())
                    .flatMap(host -> now.recorded(host).stream())
                    .map(Host::ref))
            .distinct()
            .toList(),
        Stream.concat(
                there.vms.stream(),
                vms.stream()
                    .filter(vm -> now.vm(vm).isEmpty())
                    .flatMap(vm -> now.recorded(vm).stream())
                    .map(Vm::ref))
            .distinct()
            .toList());
  }

  boolean isSame(Membership other) {
    return enabled == other.enabled
        && (!enabled || (positive == other.positive && enforcing == other.enforcing))
        && Set.copyOf(hosts).equals(Set.copyOf(other.hosts))
        && Set.copyOf(vms).equals(Set.copyOf(other.vms));
  }

  String description() {
    String rule =
        !enabled ? "no rule" : (enforcing ? "must " : "should ") + (positive ? "" : "not ");
    return "%s%s: %d VMs on %s"
        .formatted(rule.strip(), enabled ? " run" : "", vms.size(), names(hosts));
  }

  /** All of it, for a fingerprint. */
  String identity() {
    return "%s %s %s %s %s".formatted(enabled, positive, enforcing, names(hosts), names(vms));
  }

  private static String names(Collection<? extends ObjectRef> refs) {
    return refs.stream().map(ObjectRef::name).sorted().collect(Collectors.joining(", "));
  }
}
