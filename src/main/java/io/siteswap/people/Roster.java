package io.siteswap.people;

import io.siteswap.engine.Members;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.runbook.Groups;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which of our groups, and who says so. */
@Component
class Roster {
  private final IdentityService identity;
  private final JdbcClient database;
  private final Members members;
  private final GlassCodes codes;

  Roster(IdentityService identity, JdbcClient database, Members members, GlassCodes codes) {
    this.members = members;
    this.codes = codes;
    this.identity = identity;
    this.database = database;
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

    public boolean hasCodes() {
      return codesLeft > 0;
    }
  }

  /** By name. */
  Page<Member> members(Paging wanted) {
    return Page.read(
        members.countOfOneOf(Groups.ALL),
        wanted,
        (page, size) -> membersOf(members.ofOneOf(Groups.ALL, page, size)));
  }

  private List<Member> membersOf(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    Set<String> ofDirectory =
        database
            .sql("select user_id from directory_person where user_id in (:names)")
            .param("names", names)
            .query(String.class)
            .set();
    Map<String, Integer> left =
        codes.left().stream()
            .collect(Collectors.toMap(GlassCodes.Left::user, GlassCodes.Left::left));
    return names.stream()
        .map(
            name ->
                new Member(
                    name, groups(name), ofDirectory.contains(name), left.getOrDefault(name, 0)))
        .toList();
  }

  private List<String> groups(String name) {
    List<String> groups = members.groupsOf(name);
    return Groups.ALL.stream().filter(groups::contains).toList();
  }

  /** Those of one of these groups who are kept here with a password. */
  Set<String> keptHere(Collection<String> groups) {
    Set<String> names = new TreeSet<>();
    groups.forEach(
        group ->
            identity
                .createUserQuery()
                .memberOfGroup(group)
                .list()
                .forEach(user -> names.add(user.getId())));
    database
        .sql("select user_id from directory_person")
        .query(String.class)
        .list()
        .forEach(names::remove);
    return names;
  }
}
