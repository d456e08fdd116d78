package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.NamedRef;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
import java.util.List;
import java.util.Optional;

/**
 * Tells the scheduler by an affinity group where VMs are to run; an absent membership means that
 * there is no such group.
 */
public record PlaceVms(
    NamedRef group,
    NamedRef cluster,
    Optional<Membership> from,
    Optional<Membership> to,
    String groupId)
    implements Change {
  public PlaceVms {
    // Plans of earlier versions tell none.
    groupId = groupId == null ? "" : groupId;
  }

  /** Of a group that is known by its name. */
  public PlaceVms(
      NamedRef group, NamedRef cluster, Optional<Membership> from, Optional<Membership> to) {
    this(group, cluster, from, to, "");
  }

  /** Takes a rule away that is there, and comes back to the same group whatever it is called. */
  static PlaceVms suspending(AffinityGroup there, NamedRef cluster, Inventory now) {
    Membership rule = membership(there, now);
    return new PlaceVms(
        NamedRef.affinityGroup(there.name()),
        cluster,
        Optional.of(rule),
        Optional.of(rule.withoutRule()),
        there.id());
  }

  @Override
  public NamedRef object() {
    return group;
  }

  @Override
  public String action() {
    if (to.isEmpty()) {
      return "group is removed";
    }
    if (from.isEmpty()) {
      return "group is made";
    }
    if (isSuspension()) {
      return "group is suspended";
    }
    if (isResumption()) {
      return "group is resumed";
    }
    return "group is changed";
  }

  @Override
  public String before() {
    return describe(from);
  }

  @Override
  public String after() {
    return describe(to);
  }

  private static String describe(Optional<Membership> state) {
    return state.map(Membership::description).orElse(Existence.ABSENT);
  }

  /** Whether it takes a rule away for a while. */
  public boolean isSuspension() {
    return from.filter(Membership::enabled).isPresent()
        && to.filter(state -> !state.enabled()).isPresent();
  }

  private boolean isResumption() {
    return from.filter(state -> !state.enabled()).isPresent()
        && to.filter(Membership::enabled).isPresent();
  }

  @Override
  public String why() {
    if (isSuspension()) {
      return "it would pull VMs to a site that returns, or forbid them to start elsewhere";
    }
    return "a rule that only prefers the site lets its VMs leave when the site is lost";
  }

  @Override
  public ObservedState observe(Inventory now) {
    Optional<Membership> seen = seen(now);
    if (isSame(seen, located(to, now))) {
      return ObservedState.after(describe(seen));
    }
    return isSame(seen, located(from, now))
        ? ObservedState.before(describe(seen))
        : ObservedState.astray(describe(seen));
  }

  private static boolean isSame(Optional<Membership> seen, Optional<Membership> wanted) {
    return seen.isPresent()
        ? wanted.filter(state -> state.isSame(seen.get())).isPresent()
        : wanted.isEmpty();
  }

  static Optional<Membership> seen(NamedRef group, Inventory now) {
    return now.affinityGroups().stream()
        .filter(seen -> seen.name().equals(group.name()))
        .findFirst()
        .map(seen -> membership(seen, now));
  }

  /** By its id, else by its name: it may have been renamed, or made anew. */
  private Optional<AffinityGroup> there(Inventory now) {
    Optional<AffinityGroup> known =
        now.affinityGroups().stream().filter(seen -> seen.id().equals(groupId)).findFirst();
    return known.or(
        () ->
            now.affinityGroups().stream()
                .filter(seen -> seen.name().equals(group.name()))
                .findFirst());
  }

  private Optional<Membership> seen(Inventory now) {
    return there(now).map(found -> membership(found, now));
  }

  private NamedRef called(Inventory now) {
    return there(now).map(found -> NamedRef.affinityGroup(found.name())).orElse(group);
  }

  private static Membership membership(AffinityGroup seen, Inventory now) {
    List<HostRef> hosts =
        now.hosts().stream()
            .map(Host::ref)
            .filter(ref -> seen.hostIds().contains(ref.id()))
            .toList();
    List<VmRef> vms =
        now.vms().stream().map(Vm::ref).filter(ref -> seen.vmIds().contains(ref.id())).toList();
    return new Membership(seen.hostsRuleEnabled(), seen.positive(), seen.enforcing(), hosts, vms);
  }

  @Override
  public Optional<String> notYet(Inventory now) {
    return to.stream()
        .flatMap(state -> state.hosts().stream())
        .filter(host -> now.host(host).isEmpty())
        .findFirst()
        .map(host -> "waits for host %s to be there".formatted(host));
  }

  @Override
  public boolean makesItsObject() {
    return from.isEmpty() && to.isPresent();
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    if (to.isEmpty()) {
      manager.removeGroup(cluster, group, id);
    } else if (from.isEmpty()) {
      manager.addGroup(cluster, group, rule(to.get()), id);
    } else {
      manager.changeGroup(cluster, group, rule(to.get()), id);
    }
  }

  private static Manager.Rule rule(Membership state) {
    return new Manager.Rule(
        state.enabled(),
        state.positive(),
        state.enforcing(),
        state.hosts().stream().map(HostRef::id).toList(),
        state.vms().stream().map(VmRef::id).toList());
  }

  @Override
  public PlaceVms located(Inventory now) {
    return new PlaceVms(called(now), cluster, located(from, now), located(to, now), groupId);
  }

  /**
   * Takes this suspension back: with who is in the group now, and with those of before that have
   * been installed or imported anew. Empty when the group is there no more.
   */
  public Optional<PlaceVms> resumption(Inventory now) {
    return seen(now)
        .map(
            there ->
                new PlaceVms(
                    called(now),
                    cluster,
                    Optional.of(there),
                    from.map(before -> before.resumed(there, now)),
                    groupId));
  }

  /** Whether this suspension is taken back already, by whomever. */
  public boolean isTakenBack(Inventory now) {
    return seen(now).filter(Membership::enabled).isPresent();
  }

  private static Optional<Membership> located(Optional<Membership> state, Inventory now) {
    return state.map(membership -> membership.located(now));
  }

  @Override
  public PlaceVms inverse() {
    return new PlaceVms(group, cluster, to, from, groupId);
  }

  @Override
  public String identity() {
    return "PlaceVms " + group.name() + " -> " + to.map(Membership::identity).orElse("");
  }
}
