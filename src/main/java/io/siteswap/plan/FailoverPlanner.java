package io.siteswap.plan;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Movability;
import io.siteswap.manager.Vm;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Empties a site that still answers: the SPM first, then all hosts at once. One host after the
 * other would let VMs and the SPM hop to the next host inside the site.
 *
 * @param reason shown by the Manager on each host in maintenance
 */
public record FailoverPlanner(StretchCluster cluster, Site site, String reason) implements Planner {
  @Override
  public Plan plan(Inventory now) {
    List<Host> hosts = hostsOf(now, site);
    List<HostRef> targets =
        hostsOf(now, cluster.other(site)).stream().filter(Host::isUp).map(Host::ref).toList();
    List<StayingVm> staying = staying(now, hosts, targets);
    List<Vm> moving = moving(now, hosts, staying);
    List<Phase> phases =
        List.of(
            new Phase("moveSpm", moveSpm(now, hosts).stream().toList()),
            new Phase("putHostsIntoMaintenance", maintenance(now, hosts, moving, targets)),
            new Phase("verifySite", List.of()));
    return new Plan(
        phases,
        targets,
        staying,
        Forecast.of(now, moving, targets.size()).plus(Forecast.SPM_MOVE),
        new EmptySite(site.name(), hosts.stream().map(Host::ref).toList()));
  }

  private static List<Host> hostsOf(Inventory now, Site site) {
    return now.clusterHosts().stream().filter(host -> site.holds(host.name())).toList();
  }

  private static List<StayingVm> staying(Inventory now, List<Host> hosts, List<HostRef> targets) {
    Movability movability = Movability.to(now, targets);
    return running(now, hosts).stream()
        .flatMap(
            vm ->
                movability
                    .whyNot(vm)
                    .map(why -> new StayingVm(vm.ref(), vm.host().orElseThrow(), why))
                    .stream())
        .toList();
  }

  private static List<Vm> running(Inventory now, List<Host> hosts) {
    return hosts.stream().flatMap(host -> now.vmsOn(host.ref()).stream()).toList();
  }

  private static List<Vm> moving(Inventory now, List<Host> hosts, List<StayingVm> staying) {
    var kept = staying.stream().map(StayingVm::vm).collect(Collectors.toSet());
    return running(now, hosts).stream()
        .filter(vm -> !kept.contains(vm.ref()))
        .sorted(Comparator.comparing(Vm::priority).reversed())
        .toList();
  }

  /** To the host that the Manager itself would prefer; where it is if it is not at the site. */
  private Optional<Change> moveSpm(Inventory now, List<Host> hosts) {
    Optional<HostRef> current = now.spm().map(Host::ref);
    Optional<HostRef> target =
        current
            .filter(spm -> hosts.stream().noneMatch(host -> host.ref().equals(spm)))
            .or(() -> preferredSpm(now));
    return current.flatMap(from -> target.map(to -> new MoveSpm(from, to)));
  }

  private Optional<HostRef> preferredSpm(Inventory now) {
    return hostsOf(now, cluster.other(site)).stream()
        .filter(host -> host.isUp() && host.spmPriority() >= 0)
        .sorted(Comparator.comparing(Host::spmPriority).reversed())
        .map(Host::ref)
        .findFirst();
  }

  private List<Change> maintenance(
      Inventory now, List<Host> hosts, List<Vm> moving, List<HostRef> targets) {
    List<Change> changes = new ArrayList<>();
    hosts.forEach(host -> changes.add(new EnterMaintenance(host.ref(), reason).seenIn(now)));
    String to = cluster.other(site).name();
    moving.forEach(
        vm -> changes.add(new EvacuateVm(vm.ref(), vm.host().orElseThrow(), to, targets)));
    return changes;
  }
}
