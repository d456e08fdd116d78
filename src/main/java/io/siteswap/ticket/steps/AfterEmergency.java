package io.siteswap.ticket.steps;

import io.siteswap.engine.ProcessWatcher;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.SharedProcesses;
import io.siteswap.runbook.Variables;
import io.siteswap.ticket.gate.Gates;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Leaves a task behind when a run of an emergency change has changed something: the gate has let it
 * pass whatever its record said, and the record is to be completed.
 */
@Component
class AfterEmergency implements ProcessWatcher {
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Runbooks> runbooks;
  private final ObjectProvider<Entries> entries;
  private final ObjectProvider<Gates> gates;
  private final ObjectProvider<FormPages> pages;

  AfterEmergency(
      ObjectProvider<Runs> runs,
      ObjectProvider<Runbooks> runbooks,
      ObjectProvider<Entries> entries,
      ObjectProvider<Gates> gates,
      ObjectProvider<FormPages> pages) {
    this.runs = runs;
    this.runbooks = runbooks;
    this.entries = entries;
    this.gates = gates;
    this.pages = pages;
  }

  /** What the form shows. */
  record Page(String headline, List<String> measures, String link) {}

  @Override
  public void ended(String process, DelegateExecution execution, boolean deleted) {
    if (deleted || runbooks.getObject().find(process).isEmpty()) {
      return;
    }
    runs.getObject()
        .find(execution.getProcessInstanceId())
        .filter(this::wasAnEmergency)
        .ifPresent(run -> leave(execution, run));
  }

  private boolean wasAnEmergency(Run run) {
    return gates.getObject().find(run.id()).filter(Gates.Seen::isEmergency).isPresent()
        && entries.getObject().hasBegun(run.id());
  }

  private void leave(DelegateExecution execution, Run run) {
    pages
        .getObject()
        .keep(
            run.id(),
            Variables.RESULT,
            Json.write(
                new Page(
                    "The emergency change %s on cluster %s is over"
                        .formatted(run.ticket(), run.cluster()),
                    List.of(),
                    "/runs/" + run.id())));
    execution
        .getProcessEngineServices()
        .getRuntimeService()
        .startProcessInstanceByKey(
            SharedProcesses.COMPLETE_CHANGE_RECORD, run.ticket(), Map.of(Variables.RUN, run.id()));
  }
}
