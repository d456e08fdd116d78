package io.siteswap.people;

import io.siteswap.runbook.Groups;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a token is good for; whose rights it has at the engine, and no more of them than that. */
public enum Scope {
  READ(Groups.AUDITORS),
  START(Groups.OPERATORS),
  METRICS(Groups.AUDITORS);

  private final String group;

  Scope(String group) {
    this.group = group;
  }

  static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  static List<String> groups(List<Scope> scopes) {
    return scopes.stream().map(scope -> scope.group).distinct().toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
