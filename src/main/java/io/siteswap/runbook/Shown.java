package io.siteswap.runbook;

import io.siteswap.forms.Words;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.stereotype.Component;

/**
 * What the form of a task shows: read from the ledger in the moment in which the form is opened,
 * and never from a process variable.
 */
@Component
public class Shown {
  /** The tasks at which people say yes or no to a plan. */
  public static final Set<String> APPROVED_AT =
      Set.of("approvePlan", "approveChangedPlan", "attestSiteDown");

  /** The page of each task. */
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("approvePlan", Variables.PLAN),
          Map.entry("approveChangedPlan", Variables.PLAN),
          Map.entry("attestSiteDown", Variables.ATTESTATION),
          Map.entry("confirmReplication", Variables.FACTS),
          Map.entry("installManager", Variables.FACTS),
          Map.entry("decideOnRefusedChanges", Variables.FACTS),
          Map.entry("decideOnStuckChanges", Variables.FACTS),
          Map.entry("reviewBreakGlass", Variables.RESULT),
          Map.entry("completeChangeRecord", Variables.RESULT),
          Map.entry("decideOnTicket", Variables.FACTS),
          Map.entry("decideWithoutDesk", Variables.FACTS));

  /** Where people say yes to a plan, and to no other than the one that they have read. */
  private static final Set<String> APPROVED = Set.of(Variables.PLAN, Variables.ATTESTATION);

  private final Runs runs;
  private final FormPages pages;

  Shown(Runs runs, FormPages pages) {
    this.runs = runs;
    this.pages = pages;
  }

  /** The page that the form of a task shows. */
  public static String pageOf(String task) {
    return PAGES.get(task);
  }

  public VariableMap at(DelegateTask task) {
    Run run = runs.get(Step.of(task.getExecution()).runId());
    VariableMap shown =
        org.camunda.bpm.engine.variable.Variables.createVariables()
            .putValue(Variables.TICKET, run.ticket())
            .putValue(Variables.CLUSTER, run.cluster())
            .putValue(Variables.SITE, run.site())
            .putValue(Variables.PHASE_NAME, Step.phaseName(task.getExecution()).orElse(""))
            .putValue(Variables.REASON, run.reason())
            .putValue(Variables.INITIATOR, run.startedBy())
            .putValue(Variables.RUN_LINK, "/runs/" + run.id())
            .putValueTyped(Variables.ASKED, SpinValues.jsonValue(asked(run)).create());
    String name = PAGES.get(task.getTaskDefinitionKey());
    pages
        .find(run.id(), name)
        .ifPresent(page -> shown.putValueTyped(name, SpinValues.jsonValue(page).create()));
    run.plan()
        .filter(plan -> APPROVED.contains(name))
        .ifPresent(plan -> shown.putValue(Variables.FINGERPRINT, plan.fingerprint().abbreviated()));
    return shown;
  }

  /** As a row of a table: what somebody has typed stays what it is there, and is no markup. */
  private static String asked(Run run) {
    return Json.write(
        List.of(
            Map.of(
                "by", run.startedBy(),
                "at", Words.at(run.startedAt()),
                "ticket", run.ticket(),
                "why", run.reason())));
  }
}
