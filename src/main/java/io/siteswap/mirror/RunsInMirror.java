package io.siteswap.mirror;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.mirror.Told.Kind;
import io.siteswap.outbox.Outbox;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.PhaseBegan;
import io.siteswap.runbook.PhaseEnded;
import io.siteswap.runbook.PhaseOfRun;
import io.siteswap.runbook.Runbooks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says how runs go, in the transaction in which it becomes true. */
@Component
class RunsInMirror {
  private static final Set<String> APPROVALS =
      Set.of("approvePlan", "approveChangedPlan", "plan-pre-approved");

  /** That a site is down; nothing takes back what rests on it. */
  private static final String ATTESTATION = "attestSiteDown";

  private static final Map<String, String> VOUCHED =
      Map.of(
          "attest", "is vouched for by ",
          "breakGlass", "goes on without those who should vouch, by ");

  /** As in "approve: " and "approve (1 of 2): ". */
  private static final Pattern APPROVE = Pattern.compile("approve( \\(\\d+ of \\d+\\))?:");

  /** Said once in a run, however many lines of the journal say so. */
  private static final Map<String, String> TROUBLES =
      Map.of(
          "run-aborted", "is aborted",
          "change-refused", "meets a refusal, and people decide",
          "undo-requested", "is undone",
          "change-stranded", "leaves something that could not be undone");

  private final MirrorProperties properties;
  private final Outbox outbox;
  private final Runs runs;
  private final Runbooks runbooks;
  private final Labels labels;
  private final Titles titles;

  RunsInMirror(
      MirrorProperties properties,
      Outbox outbox,
      Runs runs,
      Runbooks runbooks,
      Labels labels,
      Titles titles) {
    this.properties = properties;
    this.outbox = outbox;
    this.runs = runs;
    this.runbooks = runbooks;
    this.labels = labels;
    this.titles = titles;
  }

  @EventListener
  void written(JournalWritten journal) {
    if (properties.enabled()) {
      journal.lines().stream()
          .filter(RunsInMirror::isTold)
          .forEach(line -> runs.find(line.runId()).ifPresent(run -> tell(run, line)));
    }
  }

  private static boolean isTold(Journal.Line line) {
    String event = line.event();
    return event.equals("run-opened")
        || event.equals("run-ended")
        || TROUBLES.containsKey(event)
        || event.equals(ATTESTATION)
        || APPROVALS.contains(event);
  }

  private void tell(Run run, Journal.Line line) {
    switch (line.event()) {
      case "run-opened" -> {
        put(run, Kind.JOB, "", "", "", 0, true);
        event(run, line, line.actor() + " has begun it: " + run.reason(), true, "begun");
      }
      case "run-ended" -> ended(run, line);
      case ATTESTATION -> attested(run, line);
      default -> {
        String trouble = TROUBLES.get(line.event());
        if (trouble != null) {
          event(run, line, trouble, false, line.event());
        } else {
          approved(run, line);
        }
      }
    }
  }

  /** Each of several approvals, with how many there are by then. */
  private void approved(Run run, Journal.Line line) {
    Matcher word = APPROVE.matcher(line.detail());
    if (word.lookingAt() || line.actor().equals(Actor.SITESWAP)) {
      String count = word.lookingAt() && word.group(1) != null ? word.group(1) : "";
      event(run, line, "is approved by " + line.actor() + count, true, "" + line.sequence());
    }
  }

  private void attested(Run run, Journal.Line line) {
    String decision = line.detail().split(":", 2)[0];
    Optional.ofNullable(VOUCHED.get(decision))
        .ifPresent(what -> event(run, line, what + line.actor(), true, "" + line.sequence()));
  }

  private void ended(Run run, Journal.Line line) {
    String outcome = line.detail();
    boolean well =
        runbooks.find(run.runbook()).filter(b -> b.carriedOut().equals(outcome)).isPresent();
    int differences = run.differences().size();
    String but = differences == 0 ? "" : ", with differences: " + differences;
    event(
        run,
        line,
        "has ended: " + labels.of(run.runbook(), outcome) + but,
        well && differences == 0,
        "ended");
    put(run, Kind.JOB_END, "", "", "", 0, well);
  }

  private void event(Run run, Journal.Line line, String what, boolean well, String key) {
    int number = (int) (line.sequence() % Integer.MAX_VALUE);
    put(run, Kind.EVENT, key, "", titles.of(run) + ": " + what, number, well);
  }

  @EventListener
  void began(PhaseBegan news) {
    PhaseOfRun phase = news.phase();
    tell(phase, Kind.STEP, true);
  }

  @EventListener
  void ended(PhaseEnded news) {
    tell(news.phase(), Kind.STEP_END, news.well());
  }

  private void tell(PhaseOfRun phase, Kind kind, boolean well) {
    if (properties.enabled()) {
      runs.find(phase.run())
          .ifPresent(
              run -> put(run, kind, phase.instance(), phase.instance(), phase.name(), 0, well));
    }
  }

  private void put(
      Run run, Kind kind, String key, String part, String text, int number, boolean well) {
    run.marked(
        () ->
            outbox.put(new Told(run.cluster(), part, text, number, well).of(run.id(), kind, key)));
  }
}
