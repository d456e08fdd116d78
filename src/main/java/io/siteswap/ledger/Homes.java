package io.siteswap.ledger;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.VmState;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where in a cluster things belong that are on record as away, and whether they are there. */
record Homes(StretchCluster cluster) {
  Predicate<Away> belongsTo(Site site) {
    return away -> siteOf(away).filter(site::equals).isPresent();
  }

  /** As its home and its site are called now; empty where that is as it is on record. */
  Optional<Away> renamed(Away away, Inventory now) {
    Away named = away.asNamedIn(now);
    return siteOf(named)
        .map(Site::name)
        .or(() -> siteInRule(away, now))
        .map(named::belongingTo)
        .filter(today -> !today.equals(away));
  }

  /** The rule of a group keeps the names that its hosts had; they are known by their ids. */
  private Optional<String> siteInRule(Away away, Inventory now) {
    return Stream.of(cluster.primary(), cluster.secondary())
        .filter(
            site ->
                hosts(away)
                    .flatMap(host -> now.recorded(host).stream())
                    .anyMatch(host -> site.holds(host.name())))
        .map(Site::name)
        .findFirst();
  }

  /**
   * By the names of hosts, as the sites are configured now: a site may have another name, or other
   * hosts, than when the object left.
   */
  Optional<Site> siteOf(Away away) {
    List<Site> sites = List.of(cluster.primary(), cluster.secondary());
    Optional<Site> byHost =
        sites.stream()
            .filter(site -> hosts(away).map(HostRef::name).anyMatch(site::holds))
            .findFirst();
    Optional<Site> byName =
        sites.stream().filter(site -> site.name().equals(away.site())).findFirst();
    return away.kind() == Away.Kind.AFFINITY_GROUP
        ? byName.or(() -> byHost)
        : byHost.or(() -> byName);
  }

  private static Stream<HostRef> hosts(Away away) {
    return switch (away.kind()) {
      case HOST -> Stream.of(away.host());
      case SPM, VM -> away.home().stream();
      case AFFINITY_GROUP ->
          away.rule().flatMap(PlaceVms::from).stream().flatMap(state -> state.hosts().stream());
    };
  }

  boolean isHome(Away away, Inventory now) {
    return switch (away.kind()) {
      case HOST ->
          now.recorded(away.host())
              .map(Host::status)
              .filter(status -> status.isAsGoodAs(away.homeStatus()))
              .isPresent();
      case SPM -> now.spm().filter(spm -> isHome(away, spm.ref(), now)).isPresent();
      case VM ->
          now.recorded(away.vm())
              .filter(VmState::isSettled)
              .flatMap(vm -> vm.host())
              .filter(host -> isHome(away, host, now))
              .isPresent();
      case AFFINITY_GROUP -> away.rule().filter(rule -> rule.isTakenBack(now)).isPresent();
    };
  }

  /** Where its home is there no more, any host of the site will do. */
  private boolean isHome(Away away, HostRef host, Inventory now) {
    return away.home()
        .flatMap(now::recorded)
        .map(home -> home.ref().equals(host))
        .orElseGet(() -> siteOf(away).filter(site -> site.holds(host.name())).isPresent());
  }

  static boolean isGone(Away away, Inventory now) {
    return switch (away.kind()) {
      case HOST -> now.recorded(away.host()).isEmpty();
      case VM -> now.recorded(away.vm()).isEmpty();
      case AFFINITY_GROUP -> away.rule().flatMap(rule -> rule.resumption(now)).isEmpty();
      case SPM -> false;
    };
  }
}
