package io.siteswap.plan;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings up at the other site what ran at a lost one: the host with the SPM role is confirmed
 * first, since without an SPM no VM can be started.
 *
 * @param reason shown by the Manager on each host in maintenance
 * @param earlier the plan of this run until now. VMs recover while people decide: what is known of
 *     them stays in the plan, and what was decided for them is not decided anew for each of them
 *     that has come up meanwhile
 * @param anew whether what was decided for the VMs is decided once more
 * @param confirmed the hosts that this run has told the Manager to be rebooted
 */
public record RecoveryPlanner(
    StretchCluster cluster,
    Site site,
    String reason,
    Optional<Plan> earlier,
    boolean anew,
    Set<HostRef> confirmed)
    implements Planner {
  /** At this speed hypervisors start VMs: a rough figure for a forecast, a handful at once. */
  private static final Duration START = Duration.ofSeconds(3);

  @Override
  public Plan plan(Inventory now) {
    List<Host> dead = hostsOf(now, site).stream().filter(RecoveryPlanner::mayBeDead).toList();
    List<HostRef> survivors = survivors(now, dead);
    Optional<HostRef> spm = spm(dead);
    Map<VmRef, HostRef> lost = lost(now, dead);
    Vms vms = vms(now, lost, survivors);
    List<Phase> phases =
        Phase.seenIn(
            now,
            new Phase(
                "suspendAffinityGroups", quarantined(dead).isEmpty() ? List.of() : groups(now)),
            new Phase(
                "confirmSpmHost",
                confirm(spm.stream().toList(), !survivors.isEmpty()),
                Forecast.SPM_MOVE),
            new Phase("confirmHosts", confirm(others(dead, spm), false)),
            new Phase("quarantineHosts", quarantine(dead)),
            new Phase("bringVmsUp", vms.coming(), START.multipliedBy(vms.coming().size() / 10 + 1)),
            new Phase("verifyRecovery", List.of()));
    return new Plan(
        phases,
        survivors,
        vms.staying(),
        new RecoveredSite(site.name(), quarantined(dead), survivors, formerSpm(now, survivors)),
        List.of());
  }

  /** Before the loss; while an election is under way the Manager names none. */
  private HostRef formerSpm(Inventory now, List<HostRef> survivors) {
    return earlier
        .map(Plan::goal)
        .filter(RecoveredSite.class::isInstance)
        .map(goal -> ((RecoveredSite) goal).spm())
        .or(() -> now.spm().map(Host::ref))
        .orElseGet(() -> survivors.get(0));
  }

  private record Vms(List<Change> coming, List<StayingVm> staying) {}

  /** The probes tell them apart; a host dies on its way to maintenance without a sign. */
  private static boolean mayBeDead(Host host) {
    return host.isSilent() || host.is(HostStatus.PREPARING_FOR_MAINTENANCE);
  }

  /** Also what lives at the lost site: often only a part of it is gone. */
  private List<HostRef> survivors(Inventory now, List<Host> dead) {
    List<HostRef> gone = quarantined(dead);
    return now.clusterHosts().stream().map(Host::ref).filter(host -> !gone.contains(host)).toList();
  }

  private static List<Host> hostsOf(Inventory now, Site site) {
    return now.clusterHosts().stream().filter(host -> site.holds(host.name())).toList();
  }

  /** Also after it has lost the role: it was confirmed first, and stays in that phase. */
  private Optional<HostRef> spm(List<Host> dead) {
    Optional<HostRef> known =
        earlier
            .flatMap(plan -> plan.phase("confirmSpmHost"))
            .flatMap(phase -> phase.changes().stream().findFirst())
            .map(change -> ((ConfirmRebooted) change).host())
            .filter(host -> dead.stream().anyMatch(seen -> seen.ref().equals(host)));
    return known.or(
        () -> dead.stream().filter(host -> host.spm() != Host.Spm.NONE).map(Host::ref).findFirst());
  }

  private static List<HostRef> others(List<Host> dead, Optional<HostRef> spm) {
    return dead.stream().map(Host::ref).filter(host -> !spm.equals(Optional.of(host))).toList();
  }

  private static List<Change> confirm(List<HostRef> hosts, boolean ofSpm) {
    return hosts.stream().<Change>map(host -> new ConfirmRebooted(host, ofSpm)).toList();
  }

  /** Also those that were confirmed and are in maintenance, or even back, by now. */
  private List<HostRef> quarantined(List<Host> dead) {
    return Stream.concat(dead.stream().map(Host::ref), confirmed.stream())
        .distinct()
        .sorted(Comparator.comparing(HostRef::name))
        .toList();
  }

  private List<Change> quarantine(List<Host> dead) {
    return quarantined(dead).stream()
        .<Change>map(host -> new QuarantineHost(host, reason))
        .toList();
  }

  /**
   * The rules that draw VMs to the lost site: soft ones would pull them home when it returns, hard
   * ones forbid them to start anywhere else.
   */
  private List<Change> groups(Inventory now) {
    Set<String> known =
        earlier.stream()
            .flatMap(plan -> plan.phase("suspendAffinityGroups").stream())
            .flatMap(phase -> phase.changes().stream())
            .map(change -> change.object().name())
            .collect(Collectors.toSet());
    Set<String> ids = ids(hostsOf(now, site));
    List<Change> suspended =
        new ArrayList<>(
            earlier.stream()
                .flatMap(plan -> plan.phase("suspendAffinityGroups").stream())
                .flatMap(phase -> phase.changes().stream())
                .toList());
    now.affinityGroups().stream()
        .filter(group -> !known.contains(group.name()))
        .filter(group -> isSuspended(group, ids))
        .map(group -> suspend(now, group))
        .forEach(suspended::add);
    return suspended;
  }

  private static Set<String> ids(List<Host> hosts) {
    return hosts.stream().map(host -> host.ref().id()).collect(Collectors.toSet());
  }

  private static boolean isSuspended(AffinityGroup group, Set<String> lostHosts) {
    return group.hostsRuleEnabled()
        && group.positive()
        && group.hostIds().stream().anyMatch(lostHosts::contains);
  }

  private static Change suspend(Inventory now, AffinityGroup group) {
    return PlaceVms.suspending(group, NamedRef.cluster(now.cluster().name()), now);
  }

  /** What runs on dead hosts as far as the Manager knows, and what this run knows already. */
  private Map<VmRef, HostRef> lost(Inventory now, List<Host> dead) {
    Map<VmRef, HostRef> lost = new LinkedHashMap<>();
    earlier.ifPresent(
        plan -> {
          plan.bringUps().forEach(change -> lost.put(change.vm(), change.from()));
          plan.staying().forEach(vm -> lost.put(vm.vm(), vm.host()));
        });
    List<HostRef> gone = quarantined(dead);
    // A host that is back without having been confirmed has its VMs still, or the Manager restarts
    // them; what it does not restart is down.
    lost.entrySet().removeIf(vm -> !gone.contains(vm.getValue()) && !staysDown(vm.getKey(), now));
    dead.forEach(host -> now.vmsOn(host.ref()).forEach(vm -> lost.put(vm.ref(), host.ref())));
    return lost;
  }

  private static boolean staysDown(VmRef vm, Inventory now) {
    return now.vm(vm).filter(seen -> seen.is(VmStatus.DOWN) && !isRestarted(seen)).isPresent();
  }

  private Vms vms(Inventory now, Map<VmRef, HostRef> lost, List<HostRef> survivors) {
    return earlier
        .filter(plan -> !anew && knows(plan, lost.keySet()) && plan.targets().equals(survivors))
        .map(plan -> new Vms(plan.phase("bringVmsUp").orElseThrow().changes(), plan.staying()))
        .orElseGet(() -> decide(now, lost, survivors));
  }

  private static boolean knows(Plan plan, Set<VmRef> lost) {
    Set<VmRef> known =
        Stream.concat(
                plan.bringUps().map(BringUpVm::vm), plan.staying().stream().map(StayingVm::vm))
            .collect(Collectors.toSet());
    return known.equals(lost);
  }

  /** The Manager restarts its own first, by priority; the others get what room is left. */
  private Vms decide(Inventory now, Map<VmRef, HostRef> lost, List<HostRef> survivors) {
    List<Vm> order =
        lost.keySet().stream()
            .flatMap(ref -> now.vm(ref).stream())
            .sorted(
                Comparator.comparing(RecoveryPlanner::isRestarted)
                    .thenComparing(vm -> cluster.protects(vm.name()))
                    .thenComparing(Vm::priority)
                    .reversed()
                    .thenComparing(Vm::name))
            .toList();
    Set<String> lostHosts = ids(hostsOf(now, site));
    Room room = Room.at(now, survivors, group -> !isSuspended(group, lostHosts));
    List<Change> coming = new ArrayList<>();
    List<StayingVm> staying = new ArrayList<>();
    for (Vm vm : order) {
      HostRef from = lost.get(vm.ref());
      Optional<String> why = room.take(vm);
      if (why.isPresent()) {
        staying.add(new StayingVm(vm.ref(), from, why.get()));
      } else {
        coming.add(new BringUpVm(vm.ref(), from, where(survivors), survivors, isRestarted(vm)));
      }
    }
    return new Vms(coming, staying);
  }

  private String where(List<HostRef> survivors) {
    return survivors.stream().anyMatch(host -> site.holds(host.name()))
        ? "on a host that lives"
        : "at " + cluster.other(site).name();
  }

  /** The lease alone is enough for the Manager (T-11). */
  private static boolean isRestarted(Vm vm) {
    return vm.protection().highlyAvailable() || vm.protection().lease().isPresent();
  }
}
