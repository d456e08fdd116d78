package io.siteswap.approval;

import io.siteswap.approval.Approval.Delegation;
import io.siteswap.engine.Members;
import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Starters;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.stereotype.Component;

/**
 * Counts who has approved a plan: each person once, the starter never, whoever hands their decision
 * on in the person of whom they have named.
 */
@Component
class PlanVotes {
  static final Set<String> MAY_STAND_IN = ApprovalRule.DECIDING;

  private final Approvals approvals;
  private final Runs runs;
  private final Members members;
  private final Starters starters;

  PlanVotes(Approvals approvals, Runs runs, Members members, Starters starters) {
    this.approvals = approvals;
    this.runs = runs;
    this.members = members;
    this.starters = starters;
  }

  void refuseUnasked(String id, Run run, String task, Person who) {
    Approval approval = approvals.get(id, run.id());
    if (!approval.asks(who)) {
      throw notAsked(who, task, approval.groups());
    }
  }

  static AuthorizationException notAsked(Person who, String task, Set<String> groups) {
    return new AuthorizationException(
        "%s is in none of the groups that decide on '%s': %s"
            .formatted(who.name(), task, String.join(", ", new TreeSet<>(groups))));
  }

  void refuseOwn(Run run, String who) {
    starters
        .why(run, who)
        .ifPresent(
            why -> {
              throw new AuthorizationException(
                  "%s and cannot approve its plan: somebody else of %s must"
                      .formatted(why, Groups.APPROVERS));
            });
  }

  /** Whoever has spoken may still say no, and whoever stands in for somebody hands nothing on. */
  boolean offers(String id, Run run, Person who, String decision) {
    Approval approval = approvals.get(id, run.id());
    return switch (decision) {
      case Question.APPROVE -> whySpoken(approval, who.name()).isEmpty();
      case Question.DELEGATE ->
          whySpoken(approval, who.name()).isEmpty() && approval.asksAsMember(who);
      default -> true;
    };
  }

  /** How it stands afterwards; the plan is approved once enough have. */
  Approval approve(String id, Run run, Person who, String remark) {
    Approval before = approvals.get(id);
    refuseOwn(run, who.name());
    refuseSpoken(before, who.name());
    approvals.takeBack(id, who.name());
    Approval after = approvals.approve(id, who.name(), inPlaceOf(before, who), remark);
    if (after.missing() == 0) {
      runs.approved(run.id(), run.fingerprint().orElseThrow());
    }
    return after;
  }

  private static Optional<String> inPlaceOf(Approval approval, Person who) {
    return approval.handedTo(who.name()).map(Delegation::giver);
  }

  /** Lets somebody else decide in their place. */
  void handOn(String id, Run run, Person who, String taker, String remark) {
    Approval approval = approvals.get(id);
    refuseOwn(run, who.name());
    refuseSpoken(approval, who.name());
    if (!approval.asksAsMember(who)) {
      throw new AuthorizationException(
          "%s decides in the place of %s, and cannot hand that on"
              .formatted(
                  who.name(),
                  approval.handedTo(who.name()).map(Delegation::giver).orElse("nobody")));
    }
    refuseUnfit(approval, run, who.name(), taker);
    approvals.handOn(id, who.name(), taker, remark);
  }

  private void refuseUnfit(Approval approval, Run run, String who, String taker) {
    if (taker.isEmpty() || taker.equals(who)) {
      throw new Refused("nobody else is named: expected who is to decide in your place");
    }
    starters
        .why(run, taker)
        .ifPresent(
            why -> {
              throw new AuthorizationException(
                  why + ": nobody decides on their own run, in nobody's place");
            });
    if (members.groupsOf(taker).stream().noneMatch(MAY_STAND_IN::contains)) {
      throw new Refused(
          "'%s' is nobody who could decide: expected the user name of a member of %s"
              .formatted(taker, new TreeSet<>(MAY_STAND_IN)));
    }
    if (approval.voiceOf(taker).isPresent() || approval.handedTo(taker).isPresent()) {
      throw new Conflict(
          "%s has approved already, or decides in somebody's place: expected somebody else"
              .formatted(taker));
    }
  }

  private static void refuseSpoken(Approval approval, String who) {
    whySpoken(approval, who)
        .ifPresent(
            why -> {
              throw new AuthorizationException(why);
            });
  }

  /** Why their yes would count twice; empty where it would not. */
  private static Optional<String> whySpoken(Approval approval, String who) {
    return approval.voiceOf(who).isPresent()
        ? Optional.of(
            "%s has approved already, and counts once: somebody else must (%s so far)"
                .formatted(who, approval.tally()))
        : approval
            .handedOnBy(who)
            .filter(given -> approval.voiceOf(given.taker()).isPresent())
            .map(
                given ->
                    "%s has approved in the place of %s, which counts once"
                        .formatted(given.taker(), who));
  }
}
