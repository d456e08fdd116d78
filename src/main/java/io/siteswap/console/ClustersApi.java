package io.siteswap.console;

import io.siteswap.approval.Attest;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.recovery.SiteXray;
import io.siteswap.recovery.Xrays;
import io.siteswap.recovery.steps.RecoverLostSite;
import io.siteswap.runbook.DeployStretchCluster;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.RequestAudit;
import io.siteswap.runbook.RequestRun;
import io.siteswap.site.StretchCluster;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clusters and their readiness as JSON. */
@RestController
@RequestMapping("/api/clusters")
class ClustersApi {
  private final Clusters clusters;
  private final RequestAudit audit;
  private final Attest attest;
  private final RequestRun request;
  private final Xrays xrays;

  ClustersApi(
      Clusters clusters, RequestAudit audit, Attest attest, RequestRun request, Xrays xrays) {
    this.clusters = clusters;
    this.audit = audit;
    this.attest = attest;
    this.request = request;
    this.xrays = xrays;
  }

  /** Under which ticket, and why, a cluster is to be brought to what is demanded. */
  record Wanted(String ticket, String reason) {
    String under() {
      return Optional.ofNullable(ticket).orElse("");
    }

    String why() {
      return Optional.ofNullable(reason).orElse("");
    }
  }

  /** Which site is lost; without a ticket the run gets an emergency reference. */
  record Lost(String site, String ticket, String reason) {}

  /** A run that was started. */
  record Started(String run) {}

  /** What somebody vouches for; the expiry is a day, as in 2026-11-22. */
  record Vouching(String subject, String evidence, String expires, Double milliseconds) {
    LocalDate lastDay() {
      try {
        return LocalDate.parse(Optional.ofNullable(expires).orElse(""));
      } catch (DateTimeParseException e) {
        throw new Refused(
            "'%s' is no day of expiry: expected e.g. 2027-03-31"
                .formatted(Optional.ofNullable(expires).orElse("")),
            e);
      }
    }

    void by(Attest attest, StretchCluster cluster) {
      attest.that(
          cluster,
          Optional.ofNullable(subject).orElse(""),
          Optional.ofNullable(evidence).orElse(""),
          Optional.ofNullable(milliseconds),
          lastDay());
    }
  }

  @GetMapping
  ResponseEntity<List<ClusterView.Summary>> all(Paging wanted) {
    return Page.of(clusters.all(), wanted).answer();
  }

  @GetMapping("/{name}")
  ClusterView.Summary one(@PathVariable String name) {
    return clusters.summary(clusters.named(name));
  }

  /** Why the Manager does not fail over by itself, of both sites, asked now. */
  @GetMapping("/{name}/xray")
  ResponseEntity<List<SiteXray>> xray(@PathVariable String name, Paging wanted) {
    return Page.of(xrays.of(clusters.named(name)), wanted).answer();
  }

  /** What is not where it belongs, since when, and by which run. */
  @GetMapping("/{name}/away")
  ResponseEntity<List<ClusterView.AwayRow>> away(@PathVariable String name, Paging wanted) {
    return Page.of(clusters.away(clusters.named(name)), wanted).answer();
  }

  @GetMapping("/{name}/readiness")
  ClusterView.Readiness readiness(@PathVariable String name) {
    return clusters.readiness(clusters.named(name));
  }

  /** The same as the process "Audit the readiness", which it starts in the name of whoever asks. */
  @PostMapping(path = "/{name}/readiness")
  ClusterView.Readiness auditNow(@PathVariable String name) {
    StretchCluster cluster = clusters.named(name);
    audit.of(cluster.name());
    return clusters.readiness(cluster);
  }

  @PostMapping(path = "/{name}/attestations", consumes = MediaType.APPLICATION_JSON_VALUE)
  ClusterView.Readiness attest(@PathVariable String name, @RequestBody Vouching vouching) {
    StretchCluster cluster = clusters.named(name);
    vouching.by(attest, cluster);
    return clusters.readiness(cluster);
  }

  /** The same as the process "Deploy a stretch cluster", in the name of whoever asks. */
  @PostMapping(path = "/{name}/deployments", consumes = MediaType.APPLICATION_JSON_VALUE)
  Started deploy(@PathVariable String name, @RequestBody Wanted wanted) {
    StretchCluster cluster = clusters.named(name);
    return new Started(
        request.of(
            DeployStretchCluster.ID,
            new RequestRun.Wanted(cluster.name(), "", wanted.under(), wanted.why())));
  }

  /** The same as the process "Recover a lost site", in the name of whoever asks. */
  @PostMapping(path = "/{name}/recoveries", consumes = MediaType.APPLICATION_JSON_VALUE)
  Started recover(@PathVariable String name, @RequestBody Lost lost) {
    StretchCluster cluster = clusters.named(name);
    return new Started(
        request.of(
            RecoverLostSite.ID,
            new RequestRun.Wanted(
                cluster.name(),
                Optional.ofNullable(lost.site()).orElse(""),
                Optional.ofNullable(lost.ticket()).orElse(""),
                Optional.ofNullable(lost.reason()).orElse(""))));
  }
}
