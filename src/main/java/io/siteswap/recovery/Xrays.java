package io.siteswap.recovery;

import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.UnknownCluster;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes X-rays of the Manager as it is now. */
@Component
public class Xrays {
  /** Of the events that an X-ray looks at. */
  public static final Set<Integer> CODES = LossEvents.CODES;

  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Managers managers;
  private final InstantSource clock;

  Xrays(Managers managers, InstantSource clock) {
    this.managers = managers;
    this.clock = clock;
  }

  /** Of both sites, the primary first. */
  public List<SiteXray> of(StretchCluster cluster) {
    List<Site> sites = List.of(cluster.primary(), cluster.secondary());
    try {
      Inventory now = managers.inventory(cluster, FRESH);
      Reading<List<LogEntry>> events = events(managers.of(cluster));
      return sites.stream().map(site -> of(cluster, site, now, events)).toList();
    } catch (ManagerUnreachable | ManagerRefused | UnknownCluster e) {
      return sites.stream().map(site -> away(cluster, site, e)).toList();
    }
  }

  private SiteXray of(
      StretchCluster cluster, Site site, Inventory now, Reading<List<LogEntry>> events) {
    Instant at = clock.instant();
    List<Host> hosts = now.clusterHosts().stream().filter(host -> site.holds(host.name())).toList();
    return new SiteXray(
        cluster.name(),
        site.name(),
        at,
        (int) hosts.stream().filter(Host::isSilent).count(),
        hosts.size(),
        Xray.of(cluster, site, now, events, at));
  }

  static Reading<List<LogEntry>> events(Manager manager) {
    try {
      return Reading.of(manager.latest(CODES));
    } catch (ManagerUnreachable | ManagerRefused e) {
      return Reading.failed(e.getMessage());
    }
  }

  private SiteXray away(StretchCluster cluster, Site site, RuntimeException why) {
    return new SiteXray(
        cluster.name(),
        site.name(),
        clock.instant(),
        0,
        0,
        List.of(
            new XrayLine(
                "manager-away",
                "The Manager could not be read: " + why.getMessage(),
                Optional.empty(),
                ManagerUnreachable.remedy(why))));
  }
}
