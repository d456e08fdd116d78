package io.siteswap.people;

import io.siteswap.runbook.Groups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which of our groups, and who says so. */
@Component
class Roster {
  private final IdentityService identity;
  private final JdbcClient database;
  private final GlassCodes codes;

  Roster(IdentityService identity, JdbcClient database, GlassCodes codes) {
    this.identity = identity;
    this.database = database;
    this.codes = codes;
  }

  /**
   * Somebody who may do something.
   *
   * @param isOfDirectory whether a directory vouches for them
   * @param codesLeft how many codes of theirs lie in the safe
   */
  record Member(String name, List<String> groups, boolean isOfDirectory, int codesLeft) {
    public String roles() {
      return Groups.roles(groups);
    }

    public String keptBy() {
      return isOfDirectory ? "directory" : "Siteswap";
    }

    boolean isOfOne(Collection<String> any) {
      return groups.stream().anyMatch(any::contains);
    }

    public boolean hasCodes() {
      return codesLeft > 0;
    }
  }

  List<Member> members() {
    Map<String, List<String>> groups = new TreeMap<>();
    for (String group : Groups.ALL) {
      identity
          .createUserQuery()
          .memberOfGroup(group)
          .list()
          .forEach(
              user -> groups.computeIfAbsent(user.getId(), name -> new ArrayList<>()).add(group));
    }
    Set<String> ofDirectory =
        new HashSet<>(
            database.sql("select user_id from directory_person").query(String.class).list());
    Map<String, Integer> left =
        codes.left().stream()
            .collect(Collectors.toMap(GlassCodes.Left::user, GlassCodes.Left::left));
    return groups.entrySet().stream()
        .map(
            entry ->
                new Member(
                    entry.getKey(),
                    entry.getValue(),
                    ofDirectory.contains(entry.getKey()),
                    left.getOrDefault(entry.getKey(), 0)))
        .toList();
  }
}
