package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Variables;
import io.siteswap.runbook.steps.Survey;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Asks the probes once more, right before the point of no return: a host that answers now and did
 * not when people attested is attested anew.
 */
@Component("seeSiteStillDown")
class SeeSiteStillDown implements JavaDelegate {
  private final Runs runs;
  private final Survey survey;
  private final Vouching vouching;

  SeeSiteStillDown(Runs runs, Survey survey, Vouching vouching) {
    this.runs = runs;
    this.survey = survey;
    this.vouching = vouching;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    Optional<String> doubt = vouching.doubt(run, survey.look(run));
    doubt.ifPresent(why -> vouching.makeVoid(run, why));
    execution.setVariable(Variables.OUTCOME, doubt.isPresent() ? "attest" : "none");
  }
}
