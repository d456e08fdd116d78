package io.siteswap.recovery;

import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Notices that the hosts of a site stop answering together, and starts nothing. */
@Component
public class Lookout {
  private static final Logger log = LoggerFactory.getLogger(Lookout.class);

  private final Managers managers;
  private final Sightings sightings;
  private final InstantSource clock;

  Lookout(Managers managers, Sightings sightings, InstantSource clock) {
    this.managers = managers;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** The sites of the cluster that did not answer at the last look, by name. */
  public List<Sighting> sightings(String cluster) {
    return sightings.of(cluster);
  }

  /** Asks the Manager once; one that does not answer changes nothing. */
  public void look(StretchCluster cluster) {
    try {
      List<Host> hosts = managers.of(cluster).hosts(cluster);
      // No cluster is without hosts; that is how a Manager answers what it did not understand.
      if (!hosts.isEmpty()) {
        List<Host> unheard = unheard(cluster, hosts);
        Stream.of(cluster.primary(), cluster.secondary())
            .forEach(site -> look(cluster, site, hosts, unheard));
      }
    } catch (ManagerUnreachable | ManagerRefused e) {
      log.debug("The lookout learns nothing of cluster {}: {}", cluster.name(), e.getMessage());
    }
  }

  /**
   * Hosts that died on their way into maintenance show it a minute late; the log is asked only
   * while there are such.
   */
  private List<Host> unheard(StretchCluster cluster, List<Host> all) {
    List<Host> preparing =
        all.stream().filter(host -> host.is(HostStatus.PREPARING_FOR_MAINTENANCE)).toList();
    if (preparing.isEmpty()) {
      return List.of();
    }
    LossEvents lossEvents = lossEvents(cluster);
    Instant now = clock.instant();
    return preparing.stream()
        .filter(host -> lossEvents.unheardSince(host, now).isPresent())
        .toList();
  }

  private LossEvents lossEvents(StretchCluster cluster) {
    return new LossEvents(Xrays.events(managers.of(cluster)).value().orElse(List.of()));
  }

  private void look(StretchCluster cluster, Site site, List<Host> all, List<Host> unheard) {
    List<Host> hosts =
        all.stream()
            .filter(host -> site.holds(host.name()))
            .filter(host -> host.status().isExpected() || unheard.contains(host))
            .toList();
    Optional<Sighting> before = sightings.of(cluster.name(), site.name());
    Optional<Sighting> now = judge(cluster, site, hosts, unheard, before);
    try {
      now.ifPresentOrElse(sightings::keep, () -> before.ifPresent(sightings::forget));
      tell(before, now, hosts.size());
    } catch (DuplicateKeyException e) {
      log.debug("Another node has seen site {} of {} as well", site.name(), cluster.name());
    }
  }

  /**
   * Lost is a site of which no host answers. In part it is so when two do not, or half of them: one
   * of many is the trouble of a host. It begins only with hosts that really do not answer: others
   * are silent on their way up, and all of them after the Manager's restart.
   */
  private Optional<Sighting> judge(
      StretchCluster cluster,
      Site site,
      List<Host> hosts,
      List<Host> unheard,
      Optional<Sighting> before) {
    List<Host> silent =
        hosts.stream().filter(host -> host.isSilent() || unheard.contains(host)).toList();
    boolean together = silent.size() >= 2 || 2 * silent.size() >= hosts.size();
    boolean begins =
        silent.stream().anyMatch(host -> host.status().doesNotAnswer() || unheard.contains(host));
    return !silent.isEmpty() && together && (begins || before.isPresent())
        ? Optional.of(
            new Sighting(
                cluster.name(),
                site.name(),
                silent.size(),
                hosts.size(),
                before.map(Sighting::since).orElseGet(() -> began(cluster, silent)),
                silent.size() == hosts.size()))
        : Optional.empty();
  }

  /** As the Manager's log tells: Siteswap may have been away itself, or not have looked yet. */
  private Instant began(StretchCluster cluster, List<Host> silent) {
    LossEvents lossEvents = lossEvents(cluster);
    Instant now = clock.instant();
    return silent.stream()
        .flatMap(host -> lossEvents.unreachableSince(host).stream())
        // Together since the last of them: one may have been silent for days.
        .max(Comparator.naturalOrder())
        .filter(at -> at.isBefore(now))
        .orElse(now);
  }

  private void tell(Optional<Sighting> before, Optional<Sighting> now, int hosts) {
    if (now.filter(Sighting::whole).isPresent() && before.filter(Sighting::whole).isEmpty()) {
      log.warn(
          "Site {}; start the runbook 'Recover a lost site' if it is really lost",
          describe(now.get()));
    } else if (now.isPresent() && before.filter(b -> b.whole() == now.get().whole()).isEmpty()) {
      log.info("Part of site {}", describe(now.get()));
    } else if (now.isEmpty() && before.isPresent()) {
      back(before.get(), hosts);
    }
  }

  private static String describe(Sighting seen) {
    return "%s of cluster %s does not answer: %d of %d hosts since %s"
        .formatted(
            seen.site(), seen.cluster(), seen.silent(), seen.hosts(), Times.of(seen.since()));
  }

  private void back(Sighting gone, int hosts) {
    Instant now = clock.instant();
    log.info(
        "Site {} of cluster {} {}, after {}",
        gone.site(),
        gone.cluster(),
        hosts == 0 ? "is out of service" : "answers again",
        Times.describe(Duration.between(gone.since(), now)));
  }
}
