package io.siteswap.runbook;

import io.siteswap.engine.Person;
import io.siteswap.engine.ProcessWatcher;
import io.siteswap.engine.SignedIn;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Ending;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Closes a run in the ledger with the end event that it reached, or as cancelled. */
@Component
class RunLife implements ProcessWatcher {
  private static final String CANCELLED = "runCancelled";

  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Runbooks> runbooks;
  private final ObjectProvider<Ending> ending;
  private final SignedIn signedIn;

  RunLife(
      ObjectProvider<Runs> runs,
      ObjectProvider<Runbooks> runbooks,
      ObjectProvider<Ending> ending,
      SignedIn signedIn) {
    this.signedIn = signedIn;
    this.runs = runs;
    this.runbooks = runbooks;
    this.ending = ending;
  }

  /** Also when somebody deleted the instance: its cluster must not stay busy for ever. */
  @Override
  public void ended(String process, DelegateExecution execution, boolean deleted) {
    runbooks
        .getObject()
        .find(process)
        .flatMap(
            runbook ->
                runs.getObject()
                    .find(execution.getProcessInstanceId())
                    .filter(Run::isOpen)
                    .map(run -> new Ended(runbook, run)))
        .ifPresent(
            it -> {
              if (deleted) {
                cancelled(it.run());
              } else {
                String outcome = execution.getCurrentActivityId();
                ending
                    .getObject()
                    .end(it.run(), outcome, outcome.equals(it.runbook().carriedOut()));
              }
            });
  }

  private record Ended(Runbook runbook, Run run) {}

  private void cancelled(Run run) {
    String who = signedIn.now().map(Person::name).orElse(Actor.SITESWAP);
    ending.getObject().cancelled(run, CANCELLED, who);
  }
}
