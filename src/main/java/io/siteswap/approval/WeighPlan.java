package io.siteswap.approval;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.VmRef;
import io.siteswap.plan.Change;
import io.siteswap.readiness.Finding;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.time.InstantSource;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says of a plan what the table judges by; from the ledger, as no variable can be trusted. */
@Component("weighPlan")
class WeighPlan implements JavaDelegate {
  private final Runs runs;
  private final List<PlanAdvice> advice;
  private final ApprovalProperties properties;
  private final InstantSource clock;

  WeighPlan(
      Runs runs, List<PlanAdvice> advice, ApprovalProperties properties, InstantSource clock) {
    this.runs = runs;
    this.advice = List.copyOf(advice);
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(Step.of(execution).runId());
    execution.setVariable(Variables.RUNBOOK, run.runbook());
    execution.setVariable("vms", vms(run));
    execution.setVariable("warnings", warnings(run));
    execution.setVariable(Variables.EMERGENCY, isEmergency(run));
    execution.setVariable("hour", clock.instant().atZone(properties.zone()).getHour());
  }

  private static int vms(Run run) {
    return (int)
        run.requirePlan().changes().stream()
            .map(Change::object)
            .filter(VmRef.class::isInstance)
            .distinct()
            .count();
  }

  private static int warnings(Run run) {
    return (int)
        run.findings().stream().filter(finding -> finding.level() == Finding.Level.WARNING).count();
  }

  /** It began without a change record, or its ticket is of an emergency. */
  private boolean isEmergency(Run run) {
    return run.ticket().startsWith(Runbook.EMERGENCY)
        || advice.stream().anyMatch(one -> one.isEmergency(run));
  }
}
