package io.siteswap.approval;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.readiness.Finding;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.PointOfNoReturn;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stands at every user task of every runbook, so that no model can leave it out: lets a decision
 * through only from somebody who may make it, and writes it into the journal.
 */
@Component
class DecisionGuard extends AbstractBpmnParseListener {
  private static final String APPROVE_PLAN = "approvePlan";
  private static final String APPROVE_CHANGED_PLAN = "approveChangedPlan";
  private static final Set<String> APPROVALS = Set.of(APPROVE_PLAN, APPROVE_CHANGED_PLAN);
  private static final String CONFIRM_REPLICATION = "confirmReplication";
  private static final String INSTALL_MANAGER = "installManager";
  private static final String APPROVE = "approve";
  private static final String UNDO = "undo";
  private static final List<String> AFTER_A_FAILURE = List.of("retry", "continue", UNDO);
  private static final Map<String, List<String>> DECISIONS =
      Map.of(
          APPROVE_PLAN,
          List.of(APPROVE, "reject", "redraw"),
          APPROVE_CHANGED_PLAN,
          List.of(APPROVE, "reject", "redraw"),
          CONFIRM_REPLICATION,
          List.of(APPROVE, "reject"),
          INSTALL_MANAGER,
          List.of(APPROVE, "reject"),
          "decideOnRefusedChanges",
          AFTER_A_FAILURE,
          "decideOnStuckChanges",
          AFTER_A_FAILURE);
  private static final Map<String, Set<String>> WHO =
      Map.of(
          APPROVE_PLAN,
          Set.of(Groups.APPROVERS),
          APPROVE_CHANGED_PLAN,
          Set.of(Groups.APPROVERS),
          CONFIRM_REPLICATION,
          Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.ADMIN),
          INSTALL_MANAGER,
          Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.ADMIN),
          "decideOnRefusedChanges",
          Set.of(Groups.OPERATORS, Groups.COMMANDERS, Groups.ADMIN),
          "decideOnStuckChanges",
          Set.of(Groups.OPERATORS, Groups.COMMANDERS, Groups.ADMIN));

  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Journal> journal;
  private final ObjectProvider<IdentityService> identity;
  private final ObjectProvider<PointOfNoReturn> pointOfNoReturn;
  private final ObjectProvider<TaskRule> rules;

  DecisionGuard(
      ObjectProvider<Runs> runs,
      ObjectProvider<Journal> journal,
      ObjectProvider<IdentityService> identity,
      ObjectProvider<PointOfNoReturn> pointOfNoReturn,
      ObjectProvider<TaskRule> rules) {
    this.runs = runs;
    this.journal = journal;
    this.identity = identity;
    this.pointOfNoReturn = pointOfNoReturn;
    this.rules = rules;
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (!DECISIONS.containsKey(activity.getId()) && rule(activity.getId()).isEmpty()) {
      throw new IllegalStateException(
          "user task '%s' has no decisions: expected one of %s, or one that has a rule"
              .formatted(activity.getId(), DECISIONS.keySet()));
    }
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::claimed);
    task.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
  }

  private Optional<TaskRule> rule(String task) {
    return rules.stream().filter(rule -> rule.task().equals(task)).findFirst();
  }

  /** Whoever may not decide would only keep the task from those who may. */
  private void claimed(DelegateTask task) {
    if (task.getAssignee() == null) {
      return;
    }
    Authentication who = signedIn();
    if (APPROVALS.contains(task.getTaskDefinitionKey())) {
      refuseOwn(runs.getObject().get(Step.of(task.getExecution()).runId()), who.getUserId());
    }
    refuseWrongGroup(task, who);
  }

  private void completed(DelegateTask task) {
    String key = task.getTaskDefinitionKey();
    String decision = text(task, Variables.DECISION);
    String comment = text(task, Variables.COMMENT);
    Optional<TaskRule> rule = rule(key);
    List<String> decisions = rule.map(TaskRule::decisions).orElseGet(() -> DECISIONS.get(key));
    if (!decisions.isEmpty() && !decisions.contains(decision)) {
      throw new Refused(
          "'%s' is no decision on '%s': expected %s"
              .formatted(decision, task.getName(), String.join(", ", decisions)));
    }
    Authentication who = signedIn();
    Run run = runs.getObject().get(Step.of(task.getExecution()).runId());
    if (APPROVALS.contains(key) && decision.equals(APPROVE)) {
      refuseOwn(run, who.getUserId());
    }
    refuseWrongGroup(task, who);
    String detail = comment + fingerprint(key, run);
    if (rule.isPresent()) {
      if (rule.get().approves(decision)) {
        refuseBlocked(run);
      }
      detail = rule.get().decided(task, run, decision, person(who));
    } else if (!key.equals(INSTALL_MANAGER)) {
      decided(task, run, decision, comment);
    }
    journal
        .getObject()
        .add(
            run.id(),
            who.getUserId(),
            key,
            decisions.isEmpty() ? detail : "%s: %s".formatted(decision, detail));
    // Kept in the journal and in the history; the next form must not begin with it.
    task.getExecution().removeVariable(Variables.COMMENT);
    rule.stream().flatMap(one -> one.typed().stream()).forEach(task.getExecution()::removeVariable);
  }

  private void decided(DelegateTask task, Run run, String decision, String comment) {
    if (decision.equals(APPROVE)) {
      approve(task.getTaskDefinitionKey(), run, comment);
    } else if (decision.equals(UNDO)) {
      pointOfNoReturn.getObject().refuseBehind(run, Step.of(task.getExecution()).phase(), "undone");
    }
  }

  private static TaskRule.Person person(Authentication who) {
    return new TaskRule.Person(
        who.getUserId(), Optional.ofNullable(who.getGroupIds()).orElse(List.of()));
  }

  private static void refuseOwn(Run run, String who) {
    if (who.equals(run.startedBy())) {
      throw new AuthorizationException(
          "%s has started run %s and cannot approve its plan: somebody else of %s must"
              .formatted(who, run.ticket(), Groups.APPROVERS));
    }
  }

  private void approve(String key, Run run, String comment) {
    if (key.equals(CONFIRM_REPLICATION)) {
      if (comment.isEmpty()) {
        throw new Refused(
            "the comment is empty: expected what was looked at, and what it said, as evidence");
      }
      return;
    }
    refuseBlocked(run);
    runs.getObject().approved(run.id(), run.fingerprint().orElseThrow());
  }

  private static void refuseBlocked(Run run) {
    String blockers =
        run.findings().stream()
            .filter(Finding::isBlocker)
            .map(finding -> finding.what() + " - " + finding.remedy())
            .collect(Collectors.joining("; "));
    if (!blockers.isEmpty()) {
      throw new Refused(
          "the plan cannot be approved while something blocks it: %s Then draw it up again"
              .formatted(blockers));
    }
  }

  private void refuseWrongGroup(DelegateTask task, Authentication who) {
    String key = task.getTaskDefinitionKey();
    Set<String> allowed = rule(key).map(TaskRule::groups).orElseGet(() -> WHO.get(key));
    List<String> groups = Optional.ofNullable(who.getGroupIds()).orElse(List.of());
    if (groups.stream().noneMatch(allowed::contains)) {
      throw new AuthorizationException(
          "%s is in none of the groups that decide on '%s': %s"
              .formatted(who.getUserId(), task.getName(), allowed));
    }
  }

  private Authentication signedIn() {
    return Optional.ofNullable(identity.getObject().getCurrentAuthentication())
        .orElseThrow(() -> new Refused("nobody is signed in: a decision needs a name"));
  }

  private static String fingerprint(String key, Run run) {
    return APPROVALS.contains(key) ? " (fingerprint " + run.fingerprint().orElse("none") + ")" : "";
  }

  private static String text(DelegateTask task, String variable) {
    Object value = task.getVariable(variable);
    return value == null ? "" : value.toString().trim();
  }
}
