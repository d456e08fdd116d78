package io.siteswap.recovery.steps;

import io.siteswap.approval.PeopleWaitedFor;
import io.siteswap.approval.Summons;
import io.siteswap.approval.TaskRule.Asked;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.recovery.AttestationRule;
import io.siteswap.recovery.Recoveries;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Calls the other group when nobody has attested in time: the task is theirs as well. Whoever has
 * been called already is reminded.
 */
@Component("escalate")
class Escalate implements JavaDelegate {
  private final Runs runs;
  private final Recoveries recoveries;
  private final AttestationRules rules;
  private final SiteAttesting attesting;
  private final Summons summons;
  private final Journal journal;

  Escalate(
      Runs runs,
      Recoveries recoveries,
      AttestationRules rules,
      SiteAttesting attesting,
      Summons summons,
      Journal journal) {
    this.runs = runs;
    this.recoveries = recoveries;
    this.rules = rules;
    this.attesting = attesting;
    this.summons = summons;
    this.journal = journal;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    AttestationRule rule = rules.of(run.id());
    boolean calls =
        rule.escalateTo().isPresent() && recoveries.get(run.id()).escalatedAt().isEmpty();
    if (calls) {
      call(execution, run, rule.escalateTo().orElseThrow());
    } else {
      journal.add(
          run.id(),
          Actor.SITESWAP,
          "attestation-reminded",
          String.join(" and ", attesting.asked(run).groups()));
    }
    Asked asked = attesting.asked(run);
    summons.tell(
        execution,
        calls ? PeopleWaitedFor.Why.ESCALATED : PeopleWaitedFor.Why.REMINDED,
        run.id(),
        asked.groups(),
        Set.of(),
        asked.except());
  }

  private void call(DelegateExecution execution, Run run, String group) {
    recoveries.escalated(run.id());
    summons.call(execution, group);
    runs.waits(
        run.id(),
        "people: nobody has attested in time that %s is down; %s called as well"
            .formatted(run.site(), group),
        Optional.empty());
    journal.add(run.id(), Actor.SITESWAP, "attestation-overdue", "called: " + group);
  }
}
