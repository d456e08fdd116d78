package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Soft affinity groups say at which site each protected VM runs while it can. */
record SitesPreferred() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.RETURN);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    List<AffinityGroup> preferences =
        groups(facts).stream().filter(SitesPreferred::isPreference).toList();
    Stream<Finding> off =
        groups(facts).stream().filter(g -> isOff(facts, g)).map(SitesPreferred::off);
    if (preferences.isEmpty()) {
      return Stream.concat(
          off, facts.protectedVms().isEmpty() ? Stream.empty() : Stream.of(none(facts)));
    }
    return Stream.of(
            off,
            preferences.stream().flatMap(group -> lacking(facts, group)),
            homeless(facts, preferences),
            torn(facts, preferences))
        .flatMap(findings -> findings);
  }

  private static List<AffinityGroup> groups(Facts facts) {
    return facts.inventory().affinityGroups();
  }

  private static boolean isPreference(AffinityGroup group) {
    return group.hostsRuleEnabled() && group.positive() && !group.enforcing();
  }

  /** Has hosts of one site and VMs, and does nothing: a rule that is not positive is off (T-17). */
  private static boolean isOff(Facts facts, AffinityGroup group) {
    boolean meant =
        !group.vmIds().isEmpty()
            && !group.enforcing()
            && facts.sites().anyMatch(site -> standsAt(facts, group, site));
    return meant && !group.hostsRuleEnabled();
  }

  /** All of its hosts stand at that site. */
  private static boolean standsAt(Facts facts, AffinityGroup group, Site site) {
    return !group.hostIds().isEmpty() && ids(facts, site).containsAll(group.hostIds());
  }

  private static Set<String> ids(Facts facts, Site site) {
    return facts.hosts(site).stream().map(host -> host.ref().id()).collect(Collectors.toSet());
  }

  private static Finding none(Facts facts) {
    return Finding.warning(
        "no-site-preference",
        "No soft affinity group prefers a site for the protected VMs",
        "Add one with the hosts of %s and the VMs that belong there, positive and not enforcing."
            .formatted(facts.cluster().primary().name()));
  }

  private static Finding off(AffinityGroup group) {
    return Finding.warning(
            "site-preference-off",
            "Affinity group %s has hosts and VMs, but its rule is not on".formatted(group.name()),
            "Switch its host rule on as positive: enabling it alone does nothing.")
        .about(group.name());
  }

  /** Hosts are not added by themselves when a site grows. */
  private static Stream<Finding> lacking(Facts facts, AffinityGroup group) {
    return facts
        .sites()
        .filter(site -> standsAt(facts, group, site))
        .flatMap(site -> facts.hosts(site).stream())
        .filter(host -> !group.hostIds().contains(host.ref().id()))
        .map(host -> lacking(group, host));
  }

  private static Finding lacking(AffinityGroup group, Host host) {
    return Finding.warning(
            "site-preference-lacks-host",
            "Affinity group %s lacks host %s of its site".formatted(group.name(), host.name()),
            "Add the host to the group.")
        .about(group.name() + "/" + host.name());
  }

  private static Stream<Finding> homeless(Facts facts, List<AffinityGroup> preferences) {
    Set<String> preferred = new HashSet<>();
    preferences.forEach(group -> preferred.addAll(group.vmIds()));
    return FindingSummary.of(
        "vm-without-preference",
        facts.protectedVms().stream()
            .filter(vm -> isWanted(facts, vm) && !preferred.contains(vm.ref().id()))
            .map(SitesPreferred::homeless)
            .toList(),
        "protected VMs are in no group that prefers a site",
        "Add them to the group of the site where they belong.");
  }

  /** Whether it should prefer a site: every VM, unless the configuration names those that do. */
  private static boolean isWanted(Facts facts, Vm vm) {
    var configured = facts.cluster().blueprint().preferences();
    return configured.isEmpty()
        || configured.stream().anyMatch(preference -> preference.takes(vm.name(), vm.tags()));
  }

  private static Finding homeless(Vm vm) {
    return Finding.warning(
            "vm-without-preference",
            "VM %s is in no group that prefers a site".formatted(vm.name()),
            "Add it to the group of the site where it belongs.")
        .about(vm.name());
  }

  private static Stream<Finding> torn(Facts facts, List<AffinityGroup> preferences) {
    List<Set<String>> preferring =
        facts.sites().map(site -> preferring(facts, preferences, site)).toList();
    return facts.protectedVms().stream()
        .filter(vm -> preferring.stream().allMatch(ids -> ids.contains(vm.ref().id())))
        .map(SitesPreferred::torn);
  }

  /** The VMs that prefer a site. */
  private static Set<String> preferring(Facts facts, List<AffinityGroup> groups, Site site) {
    return groups.stream()
        .filter(group -> standsAt(facts, group, site))
        .flatMap(group -> group.vmIds().stream())
        .collect(Collectors.toSet());
  }

  private static Finding torn(Vm vm) {
    return Finding.warning(
            "site-preference-contradicts",
            "VM %s is in groups that prefer either site".formatted(vm.name()),
            "Take it out of one of them.")
        .about(vm.name());
  }
}
