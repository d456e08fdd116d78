package io.siteswap.ticket.steps;

import io.siteswap.approval.TaskRule;
import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.ticket.gate.Gates;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The desk is away: people wait for it, go on without it, or end the run. */
@Component
class WithoutDesk implements TaskRule {
  private static final String GO_ON = "goOn";

  private final Gates gates;

  WithoutDesk(Gates gates) {
    this.gates = gates;
  }

  @Override
  public String task() {
    return "decideWithoutDesk";
  }

  @Override
  public List<String> decisions() {
    return List.of("wait", GO_ON, "end");
  }

  @Override
  public Set<String> groups() {
    return Set.of(Groups.OPERATORS, Groups.COMMANDERS, Groups.ADMIN);
  }

  @Override
  public String decided(DelegateTask task, Run run, String decision, Person who) {
    String comment = Step.text(task, Variables.COMMENT);
    if (decision.equals(GO_ON)) {
      if (comment.isEmpty()) {
        throw new Refused(
            "the comment is empty: expected why the run goes on although nobody has seen its ticket");
      }
      gates.passedWithoutDesk(run.id());
    }
    return comment;
  }
}
