package io.siteswap.recovery.steps;

import io.siteswap.approval.TaskRule;
import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import io.siteswap.recovery.Recoveries;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.site.Typed;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The change record that is filed when an emergency is over. */
@Component
class ChangeRecord implements TaskRule {
  private final Recoveries recoveries;

  ChangeRecord(Recoveries recoveries) {
    this.recoveries = recoveries;
  }

  @Override
  public String task() {
    return "completeChangeRecord";
  }

  @Override
  public List<String> decisions() {
    return List.of();
  }

  @Override
  public Set<String> groups() {
    return Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS, Groups.ADMIN);
  }

  @Override
  public String decided(DelegateTask task, Run run, String decision, Person who) {
    String filed = Step.text(task, Variables.CHANGE_TICKET);
    try {
      recoveries.recorded(run.id(), Typed.ticket("change record", filed));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
    return "%s filed as %s. %s"
        .formatted(run.ticket(), filed, Step.text(task, Variables.COMMENT))
        .trim();
  }

  @Override
  public List<String> typed() {
    return List.of(Variables.CHANGE_TICKET);
  }
}
