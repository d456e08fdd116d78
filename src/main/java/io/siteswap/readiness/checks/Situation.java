package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An inventory, and what it is judged for: as it is, or for a plan that was drawn up from it.
 *
 * @param move empty where it is judged as it is
 */
public record Situation(
    StretchCluster cluster, Inventory inventory, Circumstances circumstances, Optional<Move> move) {
  /**
   * What a plan is about to move.
   *
   * @param destination the site that is to carry the VMs
   * @param coming the VMs that are to run there
   * @param waking the hosts that the plan itself returns to service before
   * @param lost whether the other site is gone
   * @param permits what the account must be allowed to do for it
   */
  public record Move(
      Site destination, Set<VmRef> coming, Set<HostRef> waking, boolean lost, Set<String> permits) {
    public Move {
      permits = Set.copyOf(permits);
      coming = Set.copyOf(coming);
      waking = Set.copyOf(waking);
    }
  }

  static Situation asItIs(
      StretchCluster cluster, Inventory inventory, Circumstances circumstances) {
    return new Situation(cluster, inventory, circumstances, Optional.empty());
  }

  /** Whether that permission is needed: of what may come, all are. */
  boolean asks(String permit) {
    return move.map(plan -> plan.permits().contains(permit)).orElse(true);
  }

  /** The sites that must carry VMs: the destination, or either of both. */
  Stream<Site> sites() {
    return move.map(wanted -> Stream.of(wanted.destination()))
        .orElseGet(() -> Stream.of(cluster.primary(), cluster.secondary()));
  }

  boolean isOfLostSite() {
    return move.filter(Move::lost).isPresent();
  }

  List<Host> hosts(Site site) {
    return inventory.clusterHosts().stream().filter(host -> site.holds(host.name())).toList();
  }

  List<Vm> protectedVms() {
    return inventory.vms().stream().filter(vm -> cluster.protects(vm.name())).toList();
  }
}
