package io.siteswap.recovery.steps;

import io.siteswap.approval.WhoMustAttest;
import io.siteswap.approval.WhoMustAttest.Answer;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.recovery.AttestationRule;
import io.siteswap.recovery.Recoveries;
import io.siteswap.runbook.Groups;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who must attest in which run: what the table said of its plan, whatever it says by now. */
@Component
class AttestationRules {
  private final WhoMustAttest table;
  private final Recoveries recoveries;
  private final Journal journal;

  AttestationRules(WhoMustAttest table, Recoveries recoveries, Journal journal) {
    this.table = table;
    this.recoveries = recoveries;
    this.journal = journal;
  }

  AttestationRule of(String runId) {
    return recoveries
        .of(runId)
        .flatMap(Recoveries.Recovery::rule)
        .orElseGet(() -> AttestationRule.before(Set.of(Groups.APPROVERS), Groups.COMMANDERS));
  }

  /** There is a plan that nobody has seen. */
  AttestationRule askAnew(Run run) {
    Answer answer = table.of(run);
    AttestationRule rule =
        new AttestationRule(
            answer.rule().groups(),
            answer.rule().quorum(),
            answer.whereOff(),
            answer.rule().remindEvery(),
            answer.rule().escalateAfter(),
            answer.rule().escalateTo());
    recoveries.ruled(run.id(), rule);
    journal.add(
        run.id(), Actor.SITESWAP, "attestation-asked", answer.rule().describe() + off(rule));
    return rule;
  }

  private static String off(AttestationRule rule) {
    return rule.whereOff() < rule.quorum()
        ? "; %d where power management says off".formatted(rule.whereOff())
        : "";
  }
}
