package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.forms.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who was asked to approve a plan, and what they have said so far.
 *
 * @param id of the process instance that asks
 * @param rule what the table said when they were asked
 * @param escalatedAt when its other group was called
 * @param voices who has approved
 * @param delegations who lets somebody else decide, and has not taken that back
 */
record Approval(
    String id,
    String runId,
    Instant askedAt,
    ApprovalRule rule,
    Optional<Instant> escalatedAt,
    List<Voice> voices,
    List<Delegation> delegations) {
  Approval {
    voices = List.copyOf(voices);
    delegations = List.copyOf(delegations);
  }

  /** Somebody has approved. */
  record Voice(String who, Optional<String> inPlaceOf, Instant at, String remark) {}

  /** Somebody lets somebody else decide in their place. */
  record Delegation(String giver, String taker, Instant at, String remark) {}

  /** The groups whose members decide now. */
  Set<String> groups() {
    Set<String> all = new TreeSet<>(rule.groups());
    escalatedAt.flatMap(at -> rule.escalateTo()).ifPresent(all::add);
    return all;
  }

  /** Whether they decide in their own right, not in somebody's place. */
  boolean asksAsMember(Person who) {
    return who.isOfOne(groups());
  }

  boolean asks(Person who) {
    return asksAsMember(who) || handedTo(who.name()).isPresent();
  }

  Optional<Delegation> handedTo(String who) {
    return delegations.stream().filter(one -> one.taker().equals(who)).findFirst();
  }

  Optional<Delegation> handedOnBy(String who) {
    return delegations.stream().filter(one -> one.giver().equals(who)).findFirst();
  }

  Optional<Voice> voiceOf(String who) {
    return voices.stream().filter(one -> one.who().equals(who)).findFirst();
  }

  int missing() {
    return Math.max(0, rule.quorum() - voices.size());
  }

  /** As in "1 of 2". */
  String tally() {
    return "%d of %d".formatted(voices.size(), rule.quorum());
  }

  /** For people who are about to decide. */
  String describe() {
    return "%s%s%s."
        .formatted(
            rule.describe(),
            escalatedAt
                .map(at -> "; %s called %s".formatted(rule.escalateTo().orElse(""), Words.at(at)))
                .orElse(""),
            voices.isEmpty() ? "" : "; %s have approved".formatted(tally()));
  }

  /** How long it has waited. */
  Duration age(Instant now) {
    return Duration.between(askedAt, now);
  }
}
