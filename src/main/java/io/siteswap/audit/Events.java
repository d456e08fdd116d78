package io.siteswap.audit;

import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Labels;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What the lines of the journal say, in the words of a story. */
@Component
class Events {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("run-opened", "opens the run"),
          Map.entry("plan-drawn-up", "draws up the plan"),
          Map.entry("plan-outdated", "draws up the plan again, and it is another one"),
          Map.entry("plan-pre-approved", "takes the plan for approved by its ticket"),
          Map.entry("gate-passed", "passes the gate"),
          Map.entry("gate-recorded", "passes the gate, and keeps what the ticket said"),
          Map.entry("desk-away", "does not reach the desk"),
          Map.entry("started-from-ticket", "starts for an approved ticket"),
          Map.entry("change-requested", "asks the Manager"),
          Map.entry("change-done", "sees it done"),
          Map.entry("change-already", "sees that it was so already"),
          Map.entry("change-refused", "is refused by the Manager"),
          Map.entry("change-left", "leaves it out"),
          Map.entry("change-stranded", "cannot undo it"),
          Map.entry("undo-requested", "asks the Manager to take it back"),
          Map.entry("undo-refused", "is refused the way back"),
          Map.entry("change-reverted", "sees it taken back"),
          Map.entry("run-aborted", "aborts the run"),
          Map.entry("run-retried", "tries the failed steps again"),
          Map.entry("site-lost", "declares the site lost"),
          Map.entry("attestation-asked", "asks who vouches that the site is down"),
          Map.entry("attestation-reminded", "reminds those who are asked"),
          Map.entry("attestation-overdue", "calls those who lead"),
          Map.entry("attestation-void", "finds that the attestation no longer holds"),
          Map.entry("ledger-taken-over", "takes the ledger over"),
          Map.entry("engine-operation", "steps in by hand"),
          Map.entry("approval-asked", "asks for an approval"),
          Map.entry("approval-short", "knows too few people who could approve"),
          Map.entry("approval-reminded", "reminds those who are asked"),
          Map.entry("approval-escalated", "asks others as well"),
          Map.entry("evidence-packed", "packs the evidence"),
          Map.entry("follow-up-noted", "notes what is to follow"),
          Map.entry("follow-up-done", "has done what was to follow"),
          Map.entry("acts-as", "notes in which role:"),
          Map.entry("history-removed", "removes the engine's history"),
          Map.entry("run-ended", "ends the run"));

  private static final Pattern CORRELATION = Pattern.compile("\\((sw-[0-9a-zA-Z_-]+)\\)$");
  private static final Pattern BAD =
      Pattern.compile(".*-(refused|stranded|void|outdated|away)|run-aborted|site-lost");
  private static final Pattern GOOD = Pattern.compile("change-(done|reverted)|gate-.*");

  private final Labels labels;

  Events(Labels labels) {
    this.labels = labels;
  }

  /** What people do at a task is a decision, called by the label of the task. */
  String words(String runbook, Journal.Line line) {
    String known = WORDS.get(line.event());
    if (known != null) {
      return known;
    }
    String label = labels.anywhere(runbook, line.event());
    return line.actor().equals(Actor.SITESWAP) ? label : "decides: " + label;
  }

  static String tone(Journal.Line line) {
    String event = line.event();
    boolean no = line.detail().startsWith("reject") || line.detail().startsWith("undo");
    if (BAD.matcher(event).matches() || (no && !WORDS.containsKey(event))) {
      return "bad";
    }
    return GOOD.matcher(event).matches() || line.detail().startsWith("approve") ? "good" : "";
  }

  static String correlationId(String detail) {
    Matcher id = CORRELATION.matcher(detail);
    return id.find() ? id.group(1) : "";
  }
}
