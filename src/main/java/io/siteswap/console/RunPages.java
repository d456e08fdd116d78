package io.siteswap.console;

import io.siteswap.engine.SignedIn;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.plan.Fingerprint;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.NoSuchRun;
import io.siteswap.runbook.intervention.Intervention;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the ledger. */
@Controller
class RunPages {

  /** Enough of the journal to see on each look that it is whole. */
  private static final int LINES = 300;

  /** By the state in the API: how it is called, and how it is shown. */
  private static final Map<String, List<String>> UNHEARD =
      Map.of(
          "waiting", List.of("waits", ""),
          "late", List.of("late", "warning"),
          "givenUp", List.of("given up", "blocker"));

  private final Runs runs;
  private final Journal journal;
  private final Clusters clusters;
  private final RunDetails details;
  private final OutboxApi outbox;
  private final Wording words;
  private final SignedIn signedIn;

  RunPages(
      Runs runs,
      Journal journal,
      Clusters clusters,
      RunDetails details,
      OutboxApi outbox,
      Wording words,
      SignedIn signedIn) {
    this.runs = runs;
    this.journal = journal;
    this.clusters = clusters;
    this.details = details;
    this.outbox = outbox;
    this.words = words;
    this.signedIn = signedIn;
  }

  record RunLine(
      RunSummary run, String runbook, String state, String tone, String started, String ended) {}

  record AttestationLine(
      RecoveryDetail.AttestationRow said, String at, String hosts, String how, String state) {}

  record FindingLine(String level, String what, String remedy) {}

  record UnheardLine(
      OutboxApi.Line said, String words, String state, String tone, String written, String next) {}

  record ClusterLine(
      String name,
      String primary,
      String secondary,
      List<ClusterView.StateLine> states,
      String audited) {}

  /** The list itself is asked for by the page, from the API. */
  @GetMapping("/runs")
  ModelAndView all() {
    List<ClusterView.Summary> shown = clusters.all();
    return new ModelAndView(
        "runs",
        Map.of(
            "clusters",
            shown.stream().map(this::line).toList(),
            "silentSites",
            shown.stream().flatMap(cluster -> clusters.silentSites(cluster).stream()).toList()));
  }

  @GetMapping("/runs/{id}")
  ModelAndView one(@PathVariable String id) {
    Run run = runs.find(id).orElseThrow(() -> new NoSuchRun(id));
    RunDetail detail = details.of(run);
    Map<String, Object> model = new HashMap<>();
    model.put("line", line(run));
    model.put("parts", parts(run.id()));
    model.put("detail", detail);
    model.put("open", run.isOpen());
    model.put("step", run.phase().map(step -> words.step(run, step)).orElse("none"));
    model.put("fingerprint", abbreviated(run.fingerprint()));
    model.put("approved", abbreviated(run.approvedFingerprint()));
    model.put("hasSite", !run.site().isEmpty());
    model.put("waits", run.waitingFor().isPresent());
    model.put("hasUntil", run.waitingUntil().isPresent());
    model.put("until", run.waitingUntil().map(RunPages::time).orElse(""));
    model.put("mayBeLost", run.runbook().equals("fail-over-site"));
    model.put("differs", !run.differences().isEmpty());
    model.put("moreDifferences", detail.counts().moreDifferences());
    model.put("differsMore", detail.counts().moreDifferences() > 0);
    model.putAll(recovery(run, detail));
    model.putAll(unheard(run));
    model.put("findings", detail.findings().stream().map(RunPages::line).toList());
    model.put("chain", chain(run));
    model.put("mayStepIn", run.isOpen() && mayStepIn());
    return new ModelAndView("run", model);
  }

  /** What the view asks for before it shows anything, by the words of view.js. */
  private static List<String> parts(String run) {
    String runbook = "/instances/" + run;
    return List.of(
        runbook,
        runbook + "/steps?size=500&page=0",
        runbook + "/model",
        "",
        "/state",
        "/instances?size=500&page=0",
        "/questions?size=500&page=0",
        "/story?size=50&page=0&search=");
  }

  private Map<String, Object> unheard(Run run) {
    List<UnheardLine> unheard = outbox.of(run.ticket()).stream().map(RunPages::line).toList();
    return Map.of("unheard", unheard, "isUnheard", !unheard.isEmpty());
  }

  private String chain(Run run) {
    return journal
        .firstBroken(journal.last(run.id(), LINES))
        .map(at -> "BROKEN at entry " + at + ": somebody has altered the journal")
        .orElse("whole: no entry was altered or taken out");
  }

  /** All of it is empty for any other runbook. */
  private static Map<String, Object> recovery(Run run, RunDetail detail) {
    Map<String, Object> page = new HashMap<>();
    page.put("isMeasured", !detail.measures().isEmpty());
    page.put("wasAsked", !detail.testimonies().isEmpty());
    page.put("attestations", detail.attestations().stream().map(RunPages::line).toList());
    page.put("isOpenRecovery", run.isOpen() && !detail.testimonies().isEmpty());
    page.put("isSuccessor", detail.predecessor() != null);
    page.put("hasSuccessor", detail.successor() != null);
    page.put("isRecorded", detail.changeRecord() != null);
    return page;
  }

  private static AttestationLine line(RecoveryDetail.AttestationRow said) {
    return new AttestationLine(
        said,
        time(said.at()),
        String.join(", ", said.hosts()),
        Stream.of(
                said.overridden() ? "against a probe" : "",
                said.glassBroken() ? "glass broken" : "")
            .filter(how -> !how.isEmpty())
            .collect(Collectors.joining(", ")),
        said.counts() ? "counts" : "past");
  }

  private static FindingLine line(Finding finding) {
    return new FindingLine(ClusterView.word(finding.level()), finding.what(), finding.remedy());
  }

  /** Of many lines the first says what it is about. */
  private static UnheardLine line(OutboxApi.Unheard unheard) {
    OutboxApi.Line line = unheard.line();
    return new UnheardLine(
        line,
        unheard.words().lines().findFirst().orElse(""),
        UNHEARD.get(line.state()).get(0),
        UNHEARD.get(line.state()).get(1),
        time(line.writtenAt()),
        time(line.nextAt()));
  }

  private RunLine line(Run run) {
    return new RunLine(
        RunSummary.of(run),
        words.runbook(run.runbook()),
        words.state(run),
        words.tone(run),
        time(run.startedAt()),
        run.endedAt().map(RunPages::time).orElse(""));
  }

  private ClusterLine line(ClusterView.Summary cluster) {
    return new ClusterLine(
        cluster.name(),
        cluster.primary(),
        cluster.secondary(),
        ClusterView.states(cluster, words::runbook),
        time(cluster.auditedAt()));
  }

  private boolean mayStepIn() {
    return signedIn
        .now()
        .filter(who -> who.isOfOne(Intervention.STARTED_BY) || who.isOf(Groups.ADMIN))
        .isPresent();
  }

  private static String abbreviated(Optional<String> fingerprint) {
    return fingerprint.map(value -> new Fingerprint(value).abbreviated()).orElse("none");
  }

  private static String time(Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
