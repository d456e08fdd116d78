package io.siteswap.console;

import io.siteswap.approval.Attest;
import io.siteswap.console.ClustersApi.Vouching;
import io.siteswap.ledger.Journal;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.paging.Turning;
import io.siteswap.recovery.Sighting;
import io.siteswap.recovery.steps.RecoverLostSite;
import io.siteswap.runbook.DeployStretchCluster;
import io.siteswap.runbook.MayStart;
import io.siteswap.runbook.NotAllowed;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.RequestAudit;
import io.siteswap.runbook.RequestRun;
import io.siteswap.runbook.Runbooks;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Replication;
import io.siteswap.site.StretchCluster;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The page of a cluster: whether it is ready, and what people add to that. */
@Controller
class ClusterPages {
  private static final int MONTHS = 3;
  private static final int SIZE = 50;

  private final Clusters clusters;
  private final ClusterSettingsByName clusterSettings;
  private final Journal journal;
  private final RequestAudit audit;
  private final Attest attest;
  private final Runbooks runbooks;
  private final RequestRun runs;
  private final MayStart mayStart;
  private final Wording words;
  private final AwayLines away;

  ClusterPages(
      Clusters clusters,
      ClusterSettingsByName clusterSettings,
      Journal journal,
      RequestAudit audit,
      Attest attest,
      Runbooks runbooks,
      RequestRun runs,
      MayStart mayStart,
      Wording words,
      AwayLines away) {
    this.clusters = clusters;
    this.clusterSettings = clusterSettings;
    this.journal = journal;
    this.audit = audit;
    this.attest = attest;
    this.runbooks = runbooks;
    this.runs = runs;
    this.mayStart = mayStart;
    this.words = words;
    this.away = away;
  }

  record FindingLine(ClusterView.FindingRow finding, String runbooks, String since) {}

  record LatencyLine(String site, int samples, String median, String p95, String unreached) {}

  record AttestationLine(
      ClusterView.AttestationRow attestation, String at, String figure, String state) {}

  record ChangeLine(ClusterView.ChangeRow change, String at, String word, List<CauseLine> causes) {}

  record CauseLine(String at, String who, String event) {}

  @GetMapping("/clusters/{name}")
  ModelAndView one(
      @PathVariable String name,
      @RequestParam(name = "journal", defaultValue = "0") int number,
      @RequestParam(name = "attestations", defaultValue = "0") int ofAttestations) {
    return page(clusters.named(name), HttpStatus.OK, "", number, ofAttestations);
  }

  @PostMapping("/clusters/{name}/audit")
  ModelAndView auditNow(@PathVariable String name) {
    StretchCluster cluster = clusters.named(name);
    return acted(
        cluster,
        () -> {
          audit.of(cluster.name());
          return pageOf(cluster);
        });
  }

  @PostMapping("/clusters/{name}/deployments")
  ModelAndView deploy(
      @PathVariable String name, @RequestParam String ticket, @RequestParam String reason) {
    StretchCluster cluster = clusters.named(name);
    return acted(
        cluster,
        () ->
            "/runs/"
                + runs.of(
                    DeployStretchCluster.ID,
                    new RequestRun.Wanted(cluster.name(), "", ticket.strip(), reason.strip())));
  }

  /** Without a ticket in an emergency. */
  @PostMapping("/clusters/{name}/recoveries")
  ModelAndView recover(
      @PathVariable String name,
      @RequestParam String site,
      @RequestParam String ticket,
      @RequestParam String reason) {
    StretchCluster cluster = clusters.named(name);
    return acted(
        cluster,
        () ->
            "/runs/"
                + runs.of(
                    RecoverLostSite.ID,
                    new RequestRun.Wanted(
                        cluster.name(), site.strip(), ticket.strip(), reason.strip())));
  }

  /** What engine-setup would ask for on the Manager's machine, apart from passwords. */
  @GetMapping(path = "/clusters/{name}/engine-setup.conf", produces = MediaType.TEXT_PLAIN_VALUE)
  @ResponseBody
  String engineSetup(@PathVariable String name) {
    return EngineSetup.answers(clusters.named(name));
  }

  @PostMapping("/clusters/{name}/attestations")
  ModelAndView attest(
      @PathVariable String name,
      @RequestParam String subject,
      @RequestParam String evidence,
      @RequestParam String expires,
      @RequestParam(defaultValue = "") String milliseconds) {
    StretchCluster cluster = clusters.named(name);
    return acted(
        cluster,
        () -> {
          new Vouching(subject, evidence, expires, figure(milliseconds)).by(attest, cluster);
          return pageOf(cluster);
        });
  }

  private static Double figure(String milliseconds) {
    try {
      return milliseconds.isBlank() ? null : Double.valueOf(milliseconds.strip());
    } catch (NumberFormatException e) {
      throw new Refused(
          "'%s' is no number of milliseconds: expected e.g. 4.2".formatted(milliseconds), e);
    }
  }

  private static String pageOf(StretchCluster cluster) {
    return "/clusters/" + cluster.name();
  }

  /** Does what was asked for and goes to the page that it names. */
  private ModelAndView acted(StretchCluster cluster, Supplier<String> act) {
    try {
      return new ModelAndView("redirect:" + act.get());
    } catch (NotAllowed e) {
      return page(cluster, HttpStatus.FORBIDDEN, e.getMessage(), 0, 0);
    } catch (Refused e) {
      return page(cluster, HttpStatus.BAD_REQUEST, e.getMessage(), 0, 0);
    }
  }

  private ModelAndView page(
      StretchCluster cluster,
      HttpStatusCode status,
      String problem,
      int ofJournal,
      int ofAttestations) {
    Page<ClusterView.AttestationRow> attested =
        clusters.attested(cluster, Paging.of(ofAttestations, SIZE));
    ClusterView.Readiness readiness = clusters.readiness(cluster, attested);
    List<FindingLine> all = readiness.findings().stream().map(this::line).toList();
    Map<String, Object> page = new HashMap<>();
    page.put("cluster", readiness.cluster());
    page.put("problem", problem);
    page.put("refused", !problem.isEmpty());
    page.put("audited", Optional.ofNullable(readiness.cluster().auditedAt()).isPresent());
    page.put("auditedAt", time(readiness.cluster().auditedAt()));
    page.put("silentSites", clusters.silentSites(readiness.cluster()));
    page.put("isSilent", !readiness.cluster().silentSites().isEmpty());
    page.put("recoverable", recoverable(readiness.cluster()));
    page.put("mayAudit", audit.mayNow());
    page.put("mayDeploy", mayStart.now(DeployStretchCluster.ID));
    page.put("mayRecover", mayStart.now(RecoverLostSite.ID));
    page.put("mayAttest", attest.mayNow());
    page.put("states", ClusterView.states(readiness.cluster(), words::runbook));
    page.put("troubles", all.stream().filter(line -> !isFine(line)).toList());
    page.put("fine", all.stream().filter(ClusterPages::isFine).toList());
    page.put("latency", readiness.latency().stream().map(ClusterPages::line).toList());
    page.put("attestations", readiness.attestations().stream().map(ClusterPages::line).toList());
    page.put(
        "turningAttestations",
        Turning.of(
            attested, "/clusters/%s?attestations=%%d#attestations".formatted(cluster.name())));
    page.put("changes", readiness.changes().stream().map(ClusterPages::line).toList());
    page.put("away", away.of(cluster));
    page.put("subjects", subjects(cluster));
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    page.put("today", today);
    page.put("soon", today.plusMonths(MONTHS));
    page.put("latest", today.plusYears(1));
    Page<Journal.Line> lines = journal(cluster, ofJournal);
    page.put("journal", lines.lines());
    page.put(
        "turning", Turning.of(lines, "/clusters/%s?journal=%%d#journal".formatted(cluster.name())));
    return new ModelAndView("cluster", page, status);
  }

  /** The newest first. */
  private Page<Journal.Line> journal(StretchCluster cluster, int number) {
    String id = Attest.journalId(cluster);
    return Page.read(
        journal.count(id), Paging.of(number, SIZE), (page, size) -> journal.newest(id, page, size));
  }

  /** Both sites; first what is asked for most likely. */
  private static List<String> recoverable(ClusterView.Summary cluster) {
    return Stream.concat(
            cluster.silentSites().stream().map(Sighting::site),
            Stream.of(cluster.primary(), cluster.secondary()))
        .distinct()
        .toList();
  }

  private static boolean isFine(FindingLine line) {
    return line.finding().level().equals("ok");
  }

  /** What may be attested here. */
  private List<String> subjects(StretchCluster cluster) {
    List<String> subjects =
        new ArrayList<>(List.of("l2", "writable-storage", "latency", "manager-availability"));
    clusterSettings
        .of(cluster)
        .replication()
        .forEach(
            (domain, way) -> {
              if (way instanceof Replication.Attestation) {
                subjects.add("replication:" + domain);
              }
            });
    return subjects;
  }

  private FindingLine line(ClusterView.FindingRow finding) {
    return new FindingLine(
        finding,
        finding.runbooks().size() == runbooks.audited().size()
            ? "all"
            : finding.runbooks().stream().map(words::runbook).collect(Collectors.joining(", ")),
        time(finding.since()));
  }

  private static LatencyLine line(ClusterView.LatencyRow site) {
    return new LatencyLine(
        site.site(),
        site.samples(),
        milliseconds(site.median()),
        milliseconds(site.p95()),
        String.join(
            ", ",
            site.hosts().stream()
                .filter(host -> !host.error().isEmpty())
                .map(host -> host.host())
                .toList()));
  }

  private static AttestationLine line(ClusterView.AttestationRow row) {
    return new AttestationLine(
        row, time(row.at()), milliseconds(row.milliseconds()), row.counts() ? "counts" : "past");
  }

  private static ChangeLine line(ClusterView.ChangeRow change) {
    return new ChangeLine(
        change,
        time(change.at()),
        change.appeared() ? "came" : "went",
        change.causes().stream()
            .map(cause -> new CauseLine(time(cause.at()), cause.user(), cause.event()))
            .toList());
  }

  private static String milliseconds(Double figure) {
    return figure == null ? "" : String.format(Locale.ROOT, "%.1f ms", figure);
  }

  private static String time(Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
