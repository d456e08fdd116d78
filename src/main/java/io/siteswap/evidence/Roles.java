package io.siteswap.evidence;

import io.siteswap.ledger.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** In which role people acted in a run, as the journal says it. */
final class Roles {
  private final Map<String, TreeMap<Long, String>> byPerson = new HashMap<>();

  static Roles of(List<Journal.Line> told) {
    var roles = new Roles();
    told.stream().filter(line -> line.event().equals(ActsAs.EVENT)).forEach(roles::add);
    return roles;
  }

  private Roles() {}

  private void add(Journal.Line line) {
    int at = line.detail().indexOf(ActsAs.WORDS);
    if (at > 0) {
      byPerson
          .computeIfAbsent(line.detail().substring(0, at), person -> new TreeMap<>())
          .put(line.sequence(), line.detail().substring(at + ActsAs.WORDS.length()));
    }
  }

  /** Empty where nobody knows. */
  String at(Journal.Line line) {
    // It is said right behind the first thing that somebody does.
    return Optional.ofNullable(byPerson.get(line.actor()))
        .map(said -> said.floorEntry(line.sequence() + 1))
        .map(Map.Entry::getValue)
        .orElse("");
  }
}
