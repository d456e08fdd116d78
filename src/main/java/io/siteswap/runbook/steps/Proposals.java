package io.siteswap.runbook.steps;

import io.siteswap.forms.PlanView;
import io.siteswap.forms.Purpose;
import io.siteswap.forms.Words;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.Variables;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps a plan in the ledger, with what there is to say about it, and lays it before people. */
@Component
public class Proposals {
  private final Runbooks runbooks;
  private final Runs runs;
  private final Entries entries;
  private final PlanFindings findings;
  private final PlanView view;
  private final FormPages pages;
  private final Audits audits;
  private final ApplicationEventPublisher readers;

  Proposals(
      Runbooks runbooks,
      Runs runs,
      Entries entries,
      PlanFindings findings,
      PlanView view,
      FormPages pages,
      Audits audits,
      ApplicationEventPublisher readers) {
    this.runbooks = runbooks;
    this.runs = runs;
    this.entries = entries;
    this.findings = findings;
    this.view = view;
    this.pages = pages;
    this.audits = audits;
    this.readers = readers;
  }

  /** The first plan of a run. */
  public void propose(Run run, Plan plan, Inventory now) {
    proposeAnew(run, plan, plan.phases().get(0).id(), now, List.of());
  }

  /** The plan from a phase on, which differs in this from what was approved. */
  void proposeAnew(Run run, Plan plan, String fromPhase, Inventory now, List<PlanDifference> news) {
    Optional<Audit> last = audits.latest(run.cluster());
    runs.drawnUp(run.id(), plan, findings.of(run, plan, now, last), news, sinceLastPlan(run, plan));
    entries.plan(run.id(), plan, fromPhase);
    Run proposed = runs.get(run.id());
    pages.keep(run.id(), Variables.PLAN, view.of(proposed, now, purpose(proposed, last)));
    readers.publishEvent(new Surveyed(proposed, now));
  }

  private Purpose purpose(Run run, Optional<Audit> last) {
    Runbook runbook = runbooks.of(run);
    return new Purpose(
        runbook.headline(run),
        runbook.undo(run.requirePlan()),
        readiness(runbook, run.findings(), last),
        runbook.isOfOneSite());
  }

  /** In the word of the cluster's page and of which moment that is, and how it is for this plan. */
  private static String readiness(Runbook runbook, List<Finding> findings, Optional<Audit> last) {
    long blockers = findings.stream().filter(Finding::isBlocker).count();
    long warnings = findings.stream().filter(finding -> !finding.isFine()).count() - blockers;
    return "%sThis plan: %s, %s."
        .formatted(
            last.filter(audit -> runbook.isAudited()).map(audit -> word(runbook, audit)).orElse(""),
            Words.count(blockers, "blocker"),
            Words.count(warnings, "warning"));
  }

  private static String word(Runbook runbook, Audit audit) {
    return "The cluster is %s for this runbook (audited %s). "
        .formatted(audit.state(runbook).word(), Words.at(audit.confirmedAt()));
  }

  /** For whoever has read the plan before, and decides on it while it is drawn up anew. */
  private static List<PlanDifference> sinceLastPlan(Run run, Plan plan) {
    return run.plan()
        .map(last -> last.differencesFrom(plan.phases().get(0).id(), plan))
        .orElse(List.of());
  }
}
