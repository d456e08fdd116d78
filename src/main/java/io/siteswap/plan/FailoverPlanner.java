package io.siteswap.plan;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Movability;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    List<StayingVm> staying = new ArrayList<>(staying(now, hosts, targets));
    staying.addAll(gathering(now, hosts, staying));
    List<Vm> moving = moving(now, hosts, staying);
    List<Phase> phases =
        Phase.seenIn(
            now,
            new Phase("moveSpm", moveSpm(now, hosts).stream().toList(), Forecast.SPM_MOVE),
            new Phase(
                "putHostsIntoMaintenance",
                maintenance(now, hosts, moving, targets),
                Forecast.of(now, moving, targets.size())),
            new Phase("verifySite", List.of()));
    return new Plan(
        phases,
        targets,
        staying,
        new EmptySite(site.name(), hosts.stream().map(Host::ref).toList()),
        notes(now, hosts, moving, targets));
  }

  /**
   * Who is drawn to a host that stays up: the Manager refuses the maintenance of one with a pinned
   * VM, and soft affinity to the site outweighs its memory. The most important come first.
   */
  private static List<StayingVm> gathering(
      Inventory now, List<Host> hosts, List<StayingVm> staying) {
    Map<HostRef, String> pinned = new LinkedHashMap<>();
    staying.stream()
        .filter(vm -> now.vm(vm.vm()).filter(Vm::isPinned).isPresent())
        .forEach(vm -> pinned.putIfAbsent(vm.host(), vm.vm().name()));
    List<StayingVm> gathering = new ArrayList<>();
    Map<HostRef, Long> free = new LinkedHashMap<>();
    hosts.stream()
        .filter(host -> host.isUp() && pinned.containsKey(host.ref()))
        .forEach(host -> free.put(host.ref(), host.load().schedulable()));
    for (Vm vm : free.isEmpty() ? List.<Vm>of() : moving(now, hosts, staying)) {
      // Also one that is there already: which host it is on just now is not what people approve.
      drawn(now, vm, free)
          .ifPresent(
              draw -> {
                free.merge(draw.host(), -vm.memory(), Long::sum);
                gathering.add(
                    new StayingVm(
                        vm.ref(),
                        vm.host().orElseThrow(),
                        "is drawn to %s by affinity group %s, since pinned VM %s keeps it up"
                            .formatted(draw.host(), draw.group(), pinned.get(draw.host()))));
              });
    }
    return gathering;
  }

  /** The pull of a soft group to a host. */
  private record Draw(HostRef host, String group) {}

  private static Optional<Draw> drawn(Inventory now, Vm vm, Map<HostRef, Long> free) {
    return now.groupsOf(vm.ref()).stream()
        .flatMap(
            group ->
                free.keySet().stream()
                    .filter(host -> group.draws(host) && free.get(host) >= vm.memory())
                    .map(host -> new Draw(host, group.name())))
        .findFirst();
  }

  private List<String> notes(
      Inventory now, List<Host> hosts, List<Vm> moving, List<HostRef> targets) {
    List<String> notes = new ArrayList<>();
    hosts.stream()
        .filter(host -> !host.isUp() && !host.is(HostStatus.MAINTENANCE))
        .forEach(
            host ->
                notes.add(
                    "host %s of %s is %s: it may be refused maintenance"
                        .formatted(host.name(), site.name(), host.status())));
    List<String> paused =
        moving.stream().filter(vm -> vm.is(VmStatus.PAUSED)).map(Vm::name).toList();
    if (!paused.isEmpty()) {
      notes.add("paused, and still so when it has moved: VM " + String.join(", ", paused));
    }
    Set<HostRef> open = Set.copyOf(targets);
    now.affinityGroups().stream()
        .flatMap(group -> brokenRule(now, group, open).stream())
        .forEach(notes::add);
    return notes;
  }

  /** In maintenance the Manager moves VMs past such a rule; it is broken where they are then. */
  private Optional<String> brokenRule(Inventory now, AffinityGroup group, Set<HostRef> targets) {
    List<Vm> running =
        group.vmIds().stream()
            .flatMap(id -> Optional.ofNullable(now.vmsById().get(id)).stream())
            .filter(Vm::runs)
            .toList();
    String there = cluster.other(site).name();
    if (group.keepsApart() && running.size() > targets.size()) {
      return Optional.of(
          "affinity group %s keeps %d VMs apart, and %s has %d hosts that are up: not all can keep"
                  .formatted(group.name(), running.size(), there, targets.size())
              + " the rule there");
    }
    long together = running.stream().mapToLong(Vm::memory).sum();
    boolean fits =
        targets.stream()
            .flatMap(host -> now.host(host).stream())
            .anyMatch(host -> host.load().memory() >= together);
    return group.keepsTogether() && running.size() > 1 && !fits
        ? Optional.of(
            "affinity group %s keeps %d VMs on one host, and no host of %s has the memory for all"
                .formatted(group.name(), running.size(), there))
        : Optional.empty();
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
