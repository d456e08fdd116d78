package io.siteswap.console;

import io.siteswap.ledger.AwayFromHome;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.readiness.Attestations;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.checks.Attestation;
import io.siteswap.recovery.Lookout;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Puts together what is shown of clusters. */
@Component
class Clusters {
  private static final int HISTORY = 50;

  private final StretchClusters clusters;
  private final Audits audits;
  private final Attestations attestations;
  private final Lookout lookout;
  private final AwayFromHome away;
  private final InstantSource clock;

  Clusters(
      StretchClusters clusters,
      Audits audits,
      Attestations attestations,
      Lookout lookout,
      AwayFromHome away,
      InstantSource clock) {
    this.clusters = clusters;
    this.audits = audits;
    this.attestations = attestations;
    this.lookout = lookout;
    this.away = away;
    this.clock = clock;
  }

  StretchCluster named(String name) {
    return clusters.all().stream()
        .filter(cluster -> cluster.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "'" + name + "' is no cluster: the list of clusters has all there are"));
  }

  List<ClusterView.Summary> all() {
    return clusters.all().stream().map(this::summary).toList();
  }

  ClusterView.Summary summary(StretchCluster cluster) {
    return ClusterView.summary(
        cluster,
        audits.summary(cluster.name()),
        audits.lastAt(cluster.name()),
        lookout.sightings(cluster.name()));
  }

  /** What is to be shown large, now. */
  List<ClusterView.SilentLine> silentSites(ClusterView.Summary cluster) {
    return ClusterView.silentSites(cluster, clock.instant());
  }

  /** With the newest of what people vouch for. */
  ClusterView.Readiness readiness(StretchCluster cluster) {
    return readiness(cluster, attested(cluster, Paging.of(0, Paging.USUAL)));
  }

  ClusterView.Readiness readiness(
      StretchCluster cluster, Page<ClusterView.AttestationRow> attested) {
    Optional<Audit> latest = audits.latest(cluster.name());
    return new ClusterView.Readiness(
        summary(cluster),
        latest.stream().flatMap(a -> a.findings().stream()).map(ClusterView::row).toList(),
        latest.stream().flatMap(a -> a.roundtrips().stream()).map(ClusterView::row).toList(),
        attested.lines(),
        audits.history(cluster.name(), HISTORY).stream()
            .flatMap(audit -> ClusterView.changes(audit).stream())
            .toList());
  }

  List<ClusterView.AwayRow> away(StretchCluster cluster) {
    return away.of(cluster.name()).stream().map(ClusterView::row).toList();
  }

  /** The newest first. */
  Page<ClusterView.AttestationRow> attested(StretchCluster cluster, Paging wanted) {
    Map<String, Attestation> latest = attestations.latest(cluster.name());
    return Page.read(
            attestations.count(cluster.name()),
            wanted,
            (page, size) -> attestations.of(cluster.name(), page, size))
        .map(a -> ClusterView.row(a, clock.instant(), a.equals(latest.get(a.subject()))));
  }
}
