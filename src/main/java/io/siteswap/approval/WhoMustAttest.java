package io.siteswap.approval;

import io.siteswap.ledger.Run;
import io.siteswap.runbook.Groups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks the table who must attest that a site is down: the same table that says who must approve a
 * plan, so that all of it is found in one place.
 */
@Component
public class WhoMustAttest {
  static final String RUNBOOK = "recover-lost-site";

  /** Nobody else may, whatever the table says. */
  static final Set<String> MAY = Set.of(Groups.APPROVERS, Groups.COMMANDERS);

  /** One person alone is easily wrong, and nothing takes it back. */
  static final int FEWEST = 2;

  private final ObjectProvider<DecisionService> decisions;
  private final Weights weights;
  private final ApprovalProperties properties;

  WhoMustAttest(
      ObjectProvider<DecisionService> decisions, Weights weights, ApprovalProperties properties) {
    this.decisions = decisions;
    this.weights = weights;
    this.properties = properties;
  }

  /**
   * What the table says.
   *
   * @param rule for a host that is silent; never fewer people than allowed
   * @param whereOff so many people where power management says off
   */
  public record Answer(ApprovalRule rule, int whereOff) {}

  /** As the table is at this moment. */
  public Answer of(Run run) {
    ApprovalRule rule = safe(asked(run, false));
    return new Answer(rule, Math.min(rule.quorum(), asked(run, true).quorum()));
  }

  private ApprovalRule asked(Run run, boolean off) {
    Map<String, Object> all = new HashMap<>(weights.of(run));
    all.put(Weights.OFF, off);
    List<Map<String, Object>> answers =
        decisions
            .getObject()
            .evaluateDecisionTableByKey(ApprovalTable.DECISION, all)
            .getResultList();
    if (answers.size() != 1) {
      throw new IllegalStateException(
          "the table 'Who must approve' gives %d answers for %s: expected one"
              .formatted(answers.size(), all));
    }
    return ApprovalRule.of(answers.get(0));
  }

  private ApprovalRule safe(ApprovalRule rule) {
    Set<String> groups = new TreeSet<>(rule.groups());
    groups.retainAll(MAY);
    return new ApprovalRule(
        groups.isEmpty() ? Set.of(Groups.APPROVERS) : groups,
        properties.oneMayAttest() ? rule.quorum() : Math.max(FEWEST, rule.quorum()),
        rule.remindEvery(),
        rule.escalateTo().filter(MAY::contains).flatMap(group -> rule.escalateAfter()),
        Optional.of(rule).flatMap(ApprovalRule::escalateTo).filter(MAY::contains));
  }
}
