package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.site.Site;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hosts of both sites that could carry VMs.
 *
 * @param asleep whether hosts in maintenance count too, as they do for a failback that wakes them
 */
record HostsUp(boolean asleep, Set<Need> concerns) implements InventoryCheck {
  private static final int ENOUGH = 2;

  static HostsUp now() {
    return new HostsUp(false, Set.of(Need.TAKEOVER));
  }

  static HostsUp onceWoken() {
    return new HostsUp(true, Set.of(Need.RETURN));
  }

  @Override
  public Stream<Finding> look(Situation situation) {
    return situation.sites().flatMap(site -> look(situation, site));
  }

  private Stream<Finding> look(Situation situation, Site site) {
    List<Host> hosts = situation.hosts(site);
    List<Host> away = hosts.stream().filter(host -> !counts(situation, host)).toList();
    int there = hosts.size() - away.size();
    return Stream.concat(
        Stream.of(number(site, there, hosts.size())),
        away.stream().map(host -> away(situation, site, host)));
  }

  /** A plan says itself which hosts it wakes. */
  private boolean counts(Situation situation, Host host) {
    return host.isUp()
        || (asleep
            && host.is(HostStatus.MAINTENANCE)
            && situation.move().stream().allMatch(move -> move.waking().contains(host.ref())));
  }

  private Finding number(Site site, int there, int all) {
    String figures =
        "%d of %d hosts of %s are up%s"
            .formatted(there, all, site.name(), asleep ? " or in maintenance" : "");
    if (there == 0) {
      return Finding.blocker(code("no-host-up"), figures, "Bring hosts of " + site.name() + " up.")
          .about(site.name());
    }
    if (there < ENOUGH) {
      return Finding.warning(
              code("few-hosts"),
              figures,
              "A site needs at least %d, so that it bears the loss of one.".formatted(ENOUGH))
          .about(site.name());
    }
    return Finding.ok(code("hosts-up"), figures).about(site.name());
  }

  private Finding away(Situation situation, Site site, Host host) {
    String what = "Host %s of %s is %s".formatted(host.name(), site.name(), host.status());
    if (host.is(HostStatus.NON_OPERATIONAL) && host.detail().equals("storage_domain_unreachable")) {
      // A plan can do without one host.
      return Finding.of(
              situation.move().isPresent() ? Finding.Level.WARNING : Finding.Level.BLOCKER,
              code("storage-unreachable"),
              what + ": it does not reach a storage domain",
              "Look at the storage paths of the host: its site may have lost the storage.")
          .about(host.name());
    }
    return Finding.warning(
            code("host-not-up"),
            what + (host.detail().isEmpty() ? "" : " (" + host.detail() + ")"),
            "Bring it up, or go on with less room.")
        .about(host.name());
  }

  /** Two checks of the same things must not take each other's findings for their own. */
  private String code(String code) {
    return asleep ? code + "-for-failback" : code;
  }
}
