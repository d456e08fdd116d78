package io.siteswap.people;

import io.siteswap.ledger.Journal;
import io.siteswap.runbook.Groups;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those whom a directory vouches for, kept among our people without a password: so that runs and
 * the journal name them, and the groups that they were in are known when the directory is away. One
 * subject of the directory is one person here, whatever it is called by today, and also where the
 * configuration has a name for them already.
 */
@Component
@EnableConfigurationProperties(DirectoryProperties.class)
class DirectoryPeople {
  private final IdentityService identity;
  private final JdbcClient database;
  private final Journal journal;
  private final InstantSource clock;
  private final DirectoryProperties properties;
  private final PeopleProperties configured;

  DirectoryPeople(
      IdentityService identity,
      JdbcClient database,
      Journal journal,
      InstantSource clock,
      DirectoryProperties properties,
      PeopleProperties configured) {
    this.configured = configured;
    this.identity = identity;
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.properties = properties;
  }

  boolean isOne(String user) {
    return configured.isOfDirectory(user) || isKnown(user);
  }

  private boolean isKnown(String user) {
    return database
            .sql("select count(*) from directory_person where user_id = ?")
            .param(user)
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * Takes somebody in, or finds them again, with our groups for those of theirs.
   *
   * @return what they are called here, for ever
   * @throws NotWelcome when there is no place for them
   */
  @Transactional
  String welcome(Vouched who) {
    Set<String> ours = ours(who.groups());
    Optional<String> known = known(who);
    if (known.isEmpty() && ours.isEmpty()) {
      throw new NotWelcome(who.name() + " is in none of the groups that mean something here");
    }
    String user = known.orElseGet(() -> takeIn(who));
    keep(user);
    setGroups(user, ours);
    return user;
  }

  @Transactional
  void regroup(String user, Collection<String> theirs) {
    setGroups(user, ours(theirs));
  }

  private Set<String> ours(Collection<String> theirs) {
    // Keycloak writes a group as a path.
    Set<String> names =
        theirs.stream().map(name -> name.replaceFirst("^/", "")).collect(Collectors.toSet());
    return properties.groups().entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(names::contains))
        .map(entry -> entry.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * By what they have in common everywhere, else as that one directory knows them: so it was before
   * somebody has said what that is. Whoever had two accounts until then may do nothing by the
   * other.
   */
  private Optional<String> known(Vouched who) {
    Optional<String> one = userOf(who.subject());
    Optional<String> before =
        userOf(who.theirs()).filter(user -> one.isEmpty() || !one.get().equals(user));
    before.ifPresent(
        user -> {
          if (one.isPresent()) {
            setGroups(user, Set.of());
          } else {
            database
                .sql("update directory_person set subject = ? where subject = ?")
                .params(who.subject(), who.theirs())
                .update();
          }
        });
    return one.or(() -> before);
  }

  private Optional<String> userOf(String subject) {
    return database
        .sql("select user_id from directory_person where subject = ?")
        .param(subject)
        .query(String.class)
        .optional();
  }

  private String takeIn(Vouched who) {
    String name = who.name();
    if (!PasswordSignIn.NAME.matcher(name).matches()) {
      throw new NotWelcome("'%s' is no name that can be used here".formatted(name));
    }
    Optional<String> kept =
        configured.ofSubject(who.subject()).or(() -> configured.ofSubject(who.theirs()));
    String user = kept.orElse(name);
    if (isKnown(user) || (kept.isEmpty() && isKept(name))) {
      throw new NotWelcome(user + " is the name of somebody else here");
    }
    database
        .sql("insert into directory_person (subject, user_id, since) values (?, ?, ?)")
        .params(who.subject(), user, clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return user;
  }

  private boolean isKept(String user) {
    return identity.createUserQuery().userId(user).count() > 0;
  }

  /** Also whom an administrator has deleted: the directory vouches for them still. */
  private void keep(String user) {
    if (!isKept(user)) {
      User made = identity.newUser(user);
      made.setFirstName(user);
      made.setLastName("");
      identity.saveUser(made);
    }
  }

  private void setGroups(String user, Set<String> ours) {
    List<String> before =
        identity.createGroupQuery().groupMember(user).list().stream()
            .map(Group::getId)
            .filter(Groups.ALL::contains)
            .sorted()
            .toList();
    if (before.equals(List.copyOf(ours))) {
      return;
    }
    before.stream()
        .filter(group -> !ours.contains(group))
        .forEach(group -> identity.deleteMembership(user, group));
    ours.stream()
        .filter(group -> !before.contains(group))
        .forEach(group -> identity.createMembership(user, group));
    SecurityLog.tell("roles", "user", user, "groups", ours, "by", "directory");
    journal.add(
        OperationsOfPeople.OF_PEOPLE,
        "directory",
        "roles",
        "%s is of %s now, and was of %s".formatted(user, ours, before));
  }
}
