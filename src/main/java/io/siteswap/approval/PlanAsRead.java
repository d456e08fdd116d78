package io.siteswap.approval;

import io.siteswap.forms.Words;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.plan.Fingerprint;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Refused;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A plan is approved as it was read, and not while something blocks it. */
@Component
class PlanAsRead {
  private final ObjectProvider<Journal> journal;

  PlanAsRead(ObjectProvider<Journal> journal) {
    this.journal = journal;
  }

  static boolean isBlocked(Run run) {
    return run.findings().stream().anyMatch(Finding::isBlocker);
  }

  /**
   * Throws when it may not be approved.
   *
   * @param task as people call it
   * @param seen the fingerprint that was sent with the decision
   */
  void refuseOther(Run run, String task, String seen) {
    Fingerprint now = run.requirePlan().fingerprint();
    if (seen.isEmpty()) {
      throw new Refused(
          "the fingerprint is missing: expected the one that the form of '%s' shows, of the plan that"
                  .formatted(task)
              + " was read");
    }
    if (!now.isNamedBy(seen)) {
      throw new Conflict(
          "the plan that you have read, %s, is no longer the plan: %s. Read it, and decide again"
              .formatted(seen, whatHasChanged(run, now)));
    }
    refuseBlocked(run);
  }

  private String whatHasChanged(Run run, Fingerprint now) {
    return Stream.of("plan-drawn-up", "plan-outdated")
        .flatMap(event -> journal.getObject().of(run.id(), event).stream())
        .max(Comparator.comparingLong(Journal.Line::sequence))
        .map(
            line ->
                "it was drawn up anew at %s as %s%s"
                    .formatted(
                        Words.at(Instant.parse(line.at())), now.abbreviated(), news(line.detail())))
        .orElse("it is " + now.abbreviated());
  }

  /** What stands behind the fingerprint in the journal. */
  private static String news(String detail) {
    int news = detail.indexOf(';');
    return news < 0 ? "" : ", because of" + detail.substring(news + 1);
  }

  private static void refuseBlocked(Run run) {
    String blockers =
        run.findings().stream()
            .filter(Finding::isBlocker)
            .map(finding -> finding.what() + " - " + finding.remedy())
            .collect(Collectors.joining("; "));
    if (!blockers.isEmpty()) {
      throw new Refused(
          "the plan cannot be approved while something blocks it: %s Then draw it up again"
              .formatted(blockers));
    }
  }
}
