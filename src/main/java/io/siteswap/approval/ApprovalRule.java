package io.siteswap.approval;

import io.siteswap.forms.Words;
import io.siteswap.runbook.Groups;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a row of the table says: who must approve.
 *
 * @param groups of which the members decide
 * @param quorum so many different people
 * @param remindEvery until they have decided; empty: never
 * @param escalateAfter when the other group is called as well; empty: never
 * @param escalateTo the other group
 */
public record ApprovalRule(
    Set<String> groups,
    int quorum,
    Optional<Duration> remindEvery,
    Optional<Duration> escalateAfter,
    Optional<String> escalateTo) {
  /** Auditors decide nothing, and who gives rights to people approves nothing. */
  static final Set<String> DECIDING =
      new TreeSet<>(Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS));

  // A cycle that is shorter would only fill the mailboxes.
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public ApprovalRule {
    groups = Set.copyOf(groups);
    if (groups.isEmpty()) {
      throw wrong("names no group", "at least one of " + DECIDING);
    }
    groups.forEach(ApprovalRule::refuseUnknown);
    escalateTo.ifPresent(ApprovalRule::refuseUnknown);
    if (quorum < 1) {
      throw wrong("asks %d people".formatted(quorum), "1 or more");
    }
    if (escalateAfter.isPresent() != escalateTo.isPresent()) {
      throw wrong("escalates to nobody, or never", "both a group and a time, or neither");
    }
  }

  static ApprovalRule usual() {
    return of(Groups.APPROVERS, 1, "", "", "");
  }

  /** As the table writes it: groups with commas, times as in PT30M; empty is none. */
  static ApprovalRule of(
      String groups, int quorum, String remindEvery, String escalateAfter, String escalateTo) {
    return new ApprovalRule(
        new TreeSet<>(
            Arrays.stream(groups.split(",")).map(String::trim).filter(g -> !g.isEmpty()).toList()),
        quorum,
        time(remindEvery),
        time(escalateAfter),
        Optional.of(escalateTo.trim()).filter(group -> !group.isEmpty()));
  }

  /** What the table has answered, by the names of its columns. */
  static ApprovalRule of(Map<String, Object> answer) {
    return of(
        text(answer, "groups"),
        Integer.parseInt(text(answer, "quorum")),
        text(answer, "remindEvery"),
        text(answer, "escalateAfter"),
        text(answer, "escalateTo"));
  }

  private static String text(Map<String, Object> answer, String column) {
    return Optional.ofNullable(answer.get(column)).map(Object::toString).orElse("");
  }

  private static Optional<Duration> time(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      Duration time = Duration.parse(text.trim());
      if (time.compareTo(SHORTEST) >= 0) {
        return Optional.of(time);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw wrong("has the time '" + text + "'", "one as PT30M or PT2H, of a minute at least");
  }

  private static void refuseUnknown(String group) {
    if (!DECIDING.contains(group)) {
      throw wrong("asks '" + group + "'", "some of " + DECIDING);
    }
  }

  private static IllegalArgumentException wrong(String what, String expected) {
    return new IllegalArgumentException(
        "the table 'Who must approve' %s: expected %s".formatted(what, expected));
  }

  /** For people. */
  public String describe() {
    return "%d of %s, but not who started the run%s%s"
        .formatted(
            quorum,
            String.join(" and ", new TreeSet<>(groups)),
            remindEvery.map(time -> "; reminded every " + Words.exactly(time)).orElse(""),
            escalateAfter
                .map(
                    time ->
                        "; after %s also %s"
                            .formatted(Words.exactly(time), escalateTo.orElseThrow()))
                .orElse(""));
  }
}
