package io.siteswap.evidence;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.siteswap.evidence.pack.Sha256;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Observation;
import io.siteswap.ledger.Run;
import io.siteswap.notice.Notices;
import io.siteswap.plan.Difference;
import io.siteswap.readiness.checks.Finding;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The report that people read: the same text as a page and as a PDF. */
final class Report {
  /** Of more the files beside the report have all. */
  private static final int MOST = 200;

  private static final int FEW = 10;

  /** Whom Siteswap asked, and what it did while they did not answer. */
  private static final Set<String> ASKING =
      Set.of(
          "approval-asked",
          "approval-reminded",
          "approval-escalated",
          "approval-short",
          "plan-pre-approved",
          "attestation-asked",
          "attestation-reminded",
          "attestation-overdue",
          "attestation-void");

  private static final Template TEMPLATE = template();

  private final Dossier dossier;
  private final Run run;
  private final Chronicle chronicle;
  private final Map<String, Object> page;

  Report(Dossier dossier, Chronicle chronicle) {
    this.dossier = dossier;
    this.run = dossier.run();
    this.chronicle = chronicle;
    this.page = page();
  }

  private static Template template() {
    try (Reader reader =
        new InputStreamReader(
            Report.class.getResourceAsStream("report.html"), StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .escapeHTML(true)
          .emptyStringIsFalse(true)
          .defaultValue("")
          .compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record MomentRow(String at, String what, String who, String role) {}

  record DecisionRow(String at, String what, String who, String role, String detail, String hash) {}

  record StepRow(String name, String of, String began, String took, String state) {}

  record ConditionRow(String what, String observedAt, List<String> missing, int more) {
    boolean hasMissing() {
      return !missing.isEmpty();
    }

    boolean hasMore() {
      return more > 0;
    }
  }

  record NoticeRow(String at, String who, String kind, String what, String mail) {}

  record PhaseRow(
      String name,
      String planned,
      int changes,
      String states,
      String began,
      String ended,
      String forecast,
      String took,
      String verdict) {}

  record ChangeRow(
      int number,
      String object,
      String action,
      String state,
      List<When> asked,
      List<When> seen,
      List<When> undone,
      String words) {}

  /** In a narrow column the day stands above the time. */
  record When(String day, String clock) {
    static List<When> of(Optional<Instant> at) {
      return at.map(Times::of).map(text -> text.split(" ")).stream()
          .map(parts -> new When(parts[0], parts[1]))
          .toList();
    }
  }

  record Row(String one, String two, String three) {}

  /**
   * The text.
   *
   * @param svg the diagram, which a PDF has behind the text instead
   */
  String xhtml(Optional<String> svg) {
    Map<String, Object> withDiagram = new HashMap<>(page);
    withDiagram.put("svg", svg.orElse(""));
    withDiagram.put("hasSvg", svg.isPresent());
    return TEMPLATE.execute(withDiagram);
  }

  private Map<String, Object> page() {
    Map<String, Object> page = new HashMap<>();
    head(page);
    page.put("moments", chronicle.moments().stream().map(Report::row).toList());
    page.put("targets", chronicle.targets());
    page.put("hasTargets", !chronicle.targets().isEmpty());
    page.put("deviations", chronicle.deviations());
    page.put("hasDeviations", !chronicle.deviations().isEmpty());
    page.put("decisions", decisions());
    List<DecisionRow> asked = asked();
    page.put("asked", asked);
    page.put("hasAsked", !asked.isEmpty());
    page.put("glass", dossier.persons().glass().stream().map(this::story).toList());
    page.put("hasGlass", !dossier.persons().glass().isEmpty());
    conditions(page);
    notices(page);
    page.put("missed", first(run.differences().stream().map(Difference::toString).toList()));
    page.put("hasMissed", !run.differences().isEmpty());
    page.put("steps", steps());
    page.put("hasSteps", !dossier.walk().steps().isEmpty());
    phases(page);
    page.put("findings", findings());
    page.put("followUps", dossier.followUps());
    page.put("hasFollowUps", !dossier.followUps().isEmpty());
    differences(page);
    page.put("story", first(dossier.told()).stream().map(this::story).toList());
    page.put("moreStory", Math.max(0, dossier.told().size() - MOST));
    page.put("hasMoreStory", dossier.told().size() > MOST);
    page.put("models", models());
    page.put("versions", rows(dossier.versions()));
    page.put("missing", dossier.missing());
    page.put("hasMissing", !dossier.missing().isEmpty());
    return page;
  }

  private void head(Map<String, Object> page) {
    page.put("ticket", run.ticket());
    page.put("runbook", dossier.label(run.runbook()));
    page.put("outcome", run.outcome().map(dossier::label).orElse("still open"));
    page.put("isOpen", run.isOpen());
    page.put("cluster", run.cluster());
    page.put("site", run.site());
    page.put("hasSite", !run.site().isEmpty());
    page.put("reason", run.reason());
    page.put("startedBy", run.startedBy());
    page.put("startedAt", Times.of(run.startedAt()));
    page.put("endedAt", run.endedAt().map(Times::of).orElse(""));
    page.put(
        "took",
        Spans.words(Duration.between(run.startedAt(), run.endedAt().orElse(dossier.madeAt()))));
    page.put("run", run.id());
    page.put("madeAt", Times.of(dossier.madeAt()));
    page.put("plan", run.planNamed());
    page.put("approved", run.approvedFingerprint().orElse("none"));
    page.put("isApproved", run.approvedFingerprint().isPresent());
    page.put("forecast", run.plan().map(plan -> Spans.words(plan.forecast())).orElse(""));
    page.put("planNotes", run.plan().map(plan -> plan.notes()).orElse(List.of()));
    page.put("sequence", dossier.anchor().sequence());
    page.put("hash", dossier.anchor().hash());
    page.put("chain", chain());
    page.put("lastCheck", lastCheck());
    page.put("gate", dossier.gate().map(seen -> seen.reasons()).orElse(""));
    page.put("hasTicket", dossier.ticket().isPresent());
    dossier
        .ticket()
        .ifPresent(
            ticket -> {
              page.put("ticketTitle", ticket.path("title").asText());
              page.put("ticketState", ticket.path("state").asText());
              page.put("ticketApproval", ticket.path("approval").asText());
              page.put("ticketDesk", ticket.path("desk").asText());
            });
  }

  private String chain() {
    return dossier
        .followed()
        .broken()
        .map(at -> "BROKEN at entry " + at)
        .orElse("whole %s: none was altered or taken out".formatted(dossier.followed().stretch()));
  }

  private String lastCheck() {
    JournalChecks.State last = dossier.lastCheck();
    return last.at()
        .map(
            at ->
                "all of it was last looked at %s: %s"
                    .formatted(Times.of(at), last.problem().orElse("whole")))
        .orElse("nobody has looked at all of it yet");
  }

  private static MomentRow row(Chronicle.Moment moment) {
    return new MomentRow(Times.of(moment.at()), moment.what(), name(moment.who()), moment.role());
  }

  private static String name(String actor) {
    return actor.equals(Actor.SITESWAP) ? "Siteswap" : actor;
  }

  /** What people did, and what they approved. */
  private List<DecisionRow> decisions() {
    return dossier.told().stream()
        .filter(line -> !line.actor().equals(Actor.SITESWAP))
        .limit(MOST)
        .map(
            line ->
                new DecisionRow(
                    Times.of(line.at()),
                    dossier.label(line.event()),
                    withAccount(line.actor()),
                    dossier.role(line),
                    line.detail(),
                    line.hash().substring(0, 16)))
        .toList();
  }

  private String withAccount(String who) {
    String account = dossier.persons().accounts().get(who);
    return account == null ? who : "%s (%s)".formatted(who, account);
  }

  private List<DecisionRow> asked() {
    return first(
            dossier.told().stream()
                .filter(line -> line.actor().equals(Actor.SITESWAP))
                .filter(line -> ASKING.contains(line.event()))
                .toList())
        .stream()
        .map(this::story)
        .toList();
  }

  /** After an undo the goal of the plan is not what the world should be like. */
  private void conditions(Map<String, Object> page) {
    List<ConditionRow> rows =
        dossier.conditions().stream()
            .map(
                one ->
                    new ConditionRow(
                        one.what(),
                        Times.of(one.observedAt()),
                        one.missing().subList(0, Math.min(one.missing().size(), FEW)),
                        Math.max(0, one.missing().size() - FEW)))
            .toList();
    page.put("conditions", rows);
    page.put("hasConditions", !rows.isEmpty());
    page.put("isUndone", dossier.isUndone());
    page.put("asBefore", dossier.differences().isEmpty());
  }

  private void notices(Map<String, Object> page) {
    List<Notices.Told> told = dossier.persons().notices();
    page.put(
        "notices",
        first(told).stream()
            .map(
                one ->
                    new NoticeRow(
                        Times.of(one.notice().at()),
                        one.recipient(),
                        one.notice().kind().name().toLowerCase(Locale.ROOT),
                        one.notice().title(),
                        one.notice().mail()))
            .toList());
    page.put("hasNotices", !told.isEmpty());
    page.put("noticeCount", told.size());
    page.put("hasMoreNotices", told.size() > MOST);
  }

  private DecisionRow story(Journal.Line line) {
    return new DecisionRow(
        Times.of(line.at()),
        dossier.label(line.event()),
        name(line.actor()),
        "",
        line.event().equals("run-ended") ? dossier.label(line.detail()) : line.detail(),
        Long.toString(line.sequence()));
  }

  private List<StepRow> steps() {
    return first(dossier.walk().steps()).stream()
        .map(
            step ->
                new StepRow(
                    step.name(),
                    step.of(),
                    Times.of(step.startedAt()),
                    step.endedAt()
                        .map(end -> Spans.words(Duration.between(step.startedAt(), end)))
                        .orElse(""),
                    step.endedAt().isEmpty() ? "open" : step.cancelled() ? "cancelled" : "done"))
        .toList();
  }

  private void phases(Map<String, Object> page) {
    page.put("phases", chronicle.phases().stream().map(Report::row).toList());
    page.put("count", dossier.changes().size());
    page.put("hasChanges", !dossier.changes().isEmpty());
    List<Entry> notable = dossier.changes().stream().filter(Chronicle::isNotable).toList();
    boolean few = dossier.changes().size() <= MOST;
    List<Entry> shown = few ? dossier.changes() : first(notable);
    page.put("changes", shown.stream().map(this::row).toList());
    page.put("few", few);
    page.put("hasShown", !shown.isEmpty());
    page.put("notable", notable.size());
  }

  private static PhaseRow row(Chronicle.PhaseDone phase) {
    Optional<Duration> took = phase.times().took();
    return new PhaseRow(
        phase.what(),
        phase.planned().map(String::valueOf).orElse(""),
        phase.changes(),
        phase.states(),
        phase.times().began().map(Times::of).orElse(""),
        phase.times().ended().map(Times::of).orElse(""),
        phase.forecast().map(Spans::words).orElse(""),
        took.map(Spans::words).orElse(""),
        phase.verdict());
  }

  private ChangeRow row(Entry entry) {
    return new ChangeRow(
        entry.number(),
        entry.change().object().type() + " " + entry.change().object().name(),
        "%s: %s → %s"
            .formatted(entry.change().action(), entry.change().before(), entry.change().after()),
        entry.state().word(),
        When.of(entry.ask().requestedAt()),
        When.of(entry.seen().map(Observation::at)),
        When.of(entry.undoneAt()),
        entry.description());
  }

  private List<Row> findings() {
    return first(run.findings()).stream()
        .map(
            finding ->
                new Row(
                    finding.level().name().toLowerCase(Locale.ROOT),
                    finding.what(),
                    evidence(finding)))
        .toList();
  }

  private static String evidence(Finding finding) {
    return finding.evidence().isEmpty() ? finding.remedy() : finding.evidence();
  }

  private void differences(Map<String, Object> page) {
    DifferenceWords words =
        new DifferenceWords(
            Stream.of(dossier.before(), dossier.after()).flatMap(Optional::stream).toList());
    page.put("differences", first(dossier.differences()).stream().map(words::row).toList());
    page.put("differenceCount", dossier.differences().size());
    page.put("hasDifferences", !dossier.differences().isEmpty());
    page.put("isCompared", dossier.before().isPresent() && dossier.after().isPresent());
    page.put("hasMoreDifferences", dossier.differences().size() > MOST);
  }

  private List<Row> models() {
    return dossier.walk().models().stream()
        .map(
            model ->
                new Row(
                    model.name() + ", version " + model.version(),
                    model.file(),
                    Sha256.of(model.bpmn())))
        .toList();
  }

  private static List<Row> rows(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> new Row(value.getKey(), value.getValue(), ""))
        .toList();
  }

  private static <T> List<T> first(List<T> all) {
    return all.size() <= MOST ? all : all.subList(0, MOST);
  }
}
