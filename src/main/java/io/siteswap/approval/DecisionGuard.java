package io.siteswap.approval;

import io.siteswap.engine.Executions;
import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.engine.TaskWatcher;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.PointOfNoReturn;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stands at every user task of every runbook, so that no model can leave it out: lets a decision
 * through only from somebody who may make it, and writes it into the journal.
 */
@Component
class DecisionGuard implements TaskWatcher {
  private final ObjectProvider<Runs> runs;
  private final ObjectProvider<Journal> journal;
  private final SignedIn signedIn;
  private final ObjectProvider<PointOfNoReturn> pointOfNoReturn;
  private final Questions questions;
  private final ObjectProvider<PlanVotes> votes;
  private final PlanAsRead plan;

  DecisionGuard(
      ObjectProvider<Runs> runs,
      ObjectProvider<Journal> journal,
      SignedIn signedIn,
      ObjectProvider<PointOfNoReturn> pointOfNoReturn,
      Questions questions,
      ObjectProvider<PlanVotes> votes,
      PlanAsRead plan) {
    this.runs = runs;
    this.journal = journal;
    this.signedIn = signedIn;
    this.pointOfNoReturn = pointOfNoReturn;
    this.questions = questions;
    this.votes = votes;
    this.plan = plan;
  }

  @Override
  public void read(String taskId) {
    questions.of(taskId);
  }

  /**
   * Whoever may not decide would only keep the task from those who may, and nobody gives it to
   * somebody else. Back to all who may decide it goes by the hand of one of them.
   */
  @Override
  public void assigned(DelegateTask task) {
    Person who = signedIn();
    refuseWrongGroup(task, who);
    if (task.getAssignee() == null) {
      return;
    }
    if (!task.getAssignee().equals(who.name())) {
      throw new AuthorizationException(
          "%s cannot give '%s' to %s: whoever decides claims it"
              .formatted(who.name(), task.getName(), task.getAssignee()));
    }
    if (isApproval(task)) {
      votes.getObject().refuseOwn(runOf(task), who.name());
    }
  }

  private static boolean isApproval(DelegateTask task) {
    return Question.APPROVALS.contains(task.getTaskDefinitionKey());
  }

  private Run runOf(DelegateTask task) {
    return runs.getObject().get(Step.of(task.getExecution()).runId());
  }

  /** Why whoever looks at it would be refused whatever they decide; empty where they would not. */
  Optional<String> whyNot(DelegateTask task) {
    return signedIn.now().flatMap(who -> whyNot(task, who));
  }

  private Optional<String> whyNot(DelegateTask task, Person who) {
    try {
      refuseWrongGroup(task, who);
      if (isApproval(task)) {
        votes.getObject().refuseOwn(runOf(task), who.name());
      }
    } catch (AuthorizationException e) {
      return Optional.of(e.getMessage());
    }
    return questions
        .rule(task.getTaskDefinitionKey())
        .flatMap(rule -> rule.whyNot(runOf(task), who));
  }

  /**
   * The decisions that would not be refused to whoever looks at it, whatever they say with them.
   */
  List<String> offered(DelegateTask task) {
    List<String> all = questions.of(task.getTaskDefinitionKey()).decisions();
    Optional<Person> who = signedIn.now();
    if (who.isEmpty()) {
      return all;
    }
    Run run = runOf(task);
    Optional<TaskRule> rule = questions.rule(task.getTaskDefinitionKey());
    return (rule.isPresent() ? rule.get().offered(run, who.get()) : all)
        .stream().filter(decision -> isOpen(task, run, who.get(), decision)).toList();
  }

  private boolean isOpen(DelegateTask task, Run run, Person who, String decision) {
    if (isApproval(task)) {
      return votes.getObject().offers(task.getProcessInstanceId(), run, who, decision)
          && !(decision.equals(Question.APPROVE) && PlanAsRead.isBlocked(run));
    }
    return !decision.equals(Question.UNDO)
        || !pointOfNoReturn.getObject().isBehind(run, Step.of(task.getExecution()).phase());
  }

  @Override
  public void completed(DelegateTask task) {
    String key = task.getTaskDefinitionKey();
    Question question = questions.of(key);
    String decision = decision(task, question);
    Person who = signedIn();
    Run run = runs.getObject().held(Step.of(task.getExecution()).runId());
    if (isApproval(task) && decision.equals(Question.APPROVE)) {
      votes.getObject().refuseOwn(run, who.name());
    }
    refuseWrongGroup(task, who);
    String said =
        isApproval(task)
            ? decidedOnPlan(task, run, decision, who)
            : carriedOut(task, run, decision, who);
    boolean isWhole = isApproval(task) || question.decisions().isEmpty();
    journal
        .getObject()
        .add(run.id(), who.name(), key, isWhole ? said : "%s: %s".formatted(decision, said));
    // Kept in the journal and in the history; the next form must not begin with it.
    task.getExecution().removeVariable(Variables.COMMENT);
    task.getExecution().removeVariable(Variables.FINGERPRINT);
    task.getExecution().removeVariable(Variables.DELEGATE);
    questions.rule(key).stream()
        .flatMap(rule -> rule.typed().stream())
        .forEach(task.getExecution()::removeVariable);
  }

  /** What goes into the journal. Where people are still missing, the picture asks the next one. */
  private String decidedOnPlan(DelegateTask task, Run run, String decision, Person who) {
    String comment = text(task, Variables.COMMENT);
    if (decision.equals(Question.REJECT) && comment.isEmpty()) {
      throw new Refused("the comment is empty: expected why the plan is rejected");
    }
    if (decision.equals(Question.APPROVE)) {
      return approved(task, run, who);
    }
    if (decision.equals(Question.DELEGATE)) {
      String taker = text(task, Variables.DELEGATE);
      votes.getObject().handOn(task.getProcessInstanceId(), run, who, taker, comment);
      Executions.setForAll(task.getExecution(), Variables.DECISION, Question.NONE);
      return "%s to %s: %s (%s)".formatted(decision, taker, comment, run.planNamed());
    }
    return "%s: %s (%s)".formatted(decision, comment, run.planNamed());
  }

  private String approved(DelegateTask task, Run run, Person who) {
    refuseUnread(task, run);
    String comment = text(task, Variables.COMMENT);
    Approval now = votes.getObject().approve(task.getProcessInstanceId(), run, who, comment);
    if (now.missing() > 0) {
      Executions.setForAll(task.getExecution(), Variables.DECISION, Question.NONE);
    }
    return "%s%s: %s (%s%s%s)"
        .formatted(
            Question.APPROVE,
            now.missing() > 0 ? " (" + now.tally() + ")" : "",
            comment,
            now.voiceOf(who.name())
                .flatMap(Approval.Voice::inPlaceOf)
                .map(giver -> "in place of " + giver + ", ")
                .orElse(""),
            run.planNamed(),
            now.rule().quorum() > 1 && now.missing() == 0 ? "; " + now.tally() : "");
  }

  /** What goes into the journal. */
  private String carriedOut(DelegateTask task, Run run, String decision, Person who) {
    String key = task.getTaskDefinitionKey();
    String comment = text(task, Variables.COMMENT);
    Optional<TaskRule> rule = questions.rule(key);
    if (rule.isPresent()) {
      if (rule.get().approves(decision)) {
        refuseUnread(task, run);
      }
      return rule.get().decided(task, run, decision, who);
    }
    if (decision.equals(Question.APPROVE) && key.equals(Question.CONFIRM_REPLICATION)) {
      refuseWithoutEvidence(comment);
    } else if (decision.equals(Question.UNDO)) {
      pointOfNoReturn.getObject().refuseBehind(run, Step.of(task.getExecution()).phase(), "undone");
    }
    return comment;
  }

  /**
   * Read once, and written where the gateways read, with nothing of that name left in between: what
   * is judged here and what is gone by there is the same.
   */
  private static String decision(DelegateTask task, Question question) {
    String decision = text(task, Variables.DECISION);
    List<String> decisions = question.decisions();
    if (decisions.isEmpty()) {
      return decision;
    }
    if (!decisions.contains(decision)) {
      throw new Refused(
          "'%s' is no decision on '%s': expected %s"
              .formatted(decision, task.getName(), String.join(", ", decisions)));
    }
    task.removeVariableLocal(Variables.DECISION);
    Executions.setForAll(task.getExecution(), Variables.DECISION, decision);
    return decision;
  }

  private void refuseUnread(DelegateTask task, Run run) {
    plan.refuseOther(run, task.getName(), text(task, Variables.FINGERPRINT));
  }

  private static void refuseWithoutEvidence(String comment) {
    if (comment.isEmpty()) {
      throw new Refused(
          "the comment is empty: expected what was looked at, and what it said, as evidence");
    }
  }

  private void refuseWrongGroup(DelegateTask task, Person who) {
    if (isApproval(task)) {
      votes
          .getObject()
          .refuseUnasked(task.getProcessInstanceId(), runOf(task), task.getName(), who);
      return;
    }
    Set<String> allowed = questions.of(task.getTaskDefinitionKey()).who();
    if (!who.isOfOne(allowed)) {
      throw PlanVotes.notAsked(who, task.getName(), allowed);
    }
  }

  private Person signedIn() {
    return signedIn
        .now()
        .orElseThrow(() -> new Refused("nobody is signed in: a decision needs a name"));
  }

  private static String text(DelegateTask task, String variable) {
    Object value = task.getExecution().getVariable(variable);
    return value == null ? "" : value.toString().trim();
  }
}
