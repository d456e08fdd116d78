package io.siteswap.people;

import io.siteswap.engine.Passwords;
import io.siteswap.people.PeopleProperties.Person;
import io.siteswap.runbook.Groups;
import io.siteswap.site.BeforeTheDoorOpens;
import io.siteswap.site.WrongConfiguration;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Makes the groups and the people of the configuration when Siteswap starts. */
@Component
@EnableConfigurationProperties(PeopleProperties.class)
public class People implements BeforeTheDoorOpens {
  private static final Logger log = LoggerFactory.getLogger(People.class);

  private final IdentityService identity;
  private final Passwords passwords;
  private final PeopleProperties properties;
  private final DemoPeople demo;

  People(
      IdentityService identity, Passwords passwords, PeopleProperties properties, DemoPeople demo) {
    this.identity = identity;
    this.passwords = passwords;
    this.properties = properties;
    this.demo = demo;
  }

  @Override
  public int getPhase() {
    return 1;
  }

  @Override
  public void prepare() {
    Map<String, Person> people = new TreeMap<>();
    if (demo.areIn()) {
      people.putAll(demo.all());
    } else {
      refuseDefaults();
      removeDemoPeople();
    }
    people.putAll(properties.people());
    Groups.ALL.forEach(this::group);
    people.forEach(this::person);
  }

  /** Who may sign in, in a sentence that gives no real password away. */
  public String signIns() {
    return demo.areIn()
        ? "%s - each with the own name as password"
            .formatted(String.join(", ", demo.all().keySet()))
        : "the people of siteswap.people, and those made in Camunda Admin";
  }

  private void refuseDefaults() {
    properties.people().forEach(People::refuseGuessable);
    boolean hasAdmin =
        properties.people().values().stream()
                .anyMatch(person -> person.groups().contains(Groups.ADMIN))
            || hasOtherAdmin();
    if (!hasAdmin) {
      throw new WrongConfiguration(
          "a real Manager or people are configured, so the demo users do not exist, and no"
              + " administrator could sign in",
          "Set siteswap.people.<user>.password and siteswap.people.<user>.groups for at least one"
              + " user of camunda-admin (the others, of dr-operators, dr-approvers and dr-auditors,"
              + " can be set likewise or be made in Camunda Admin).");
    }
  }

  private static void refuseGuessable(String id, Person person) {
    if (person.isOfDirectory()) {
      if (!person.groups().isEmpty()) {
        throw new WrongConfiguration(
            "siteswap.people.%s has a subject and groups".formatted(id),
            "The directory says in which groups they are: leave siteswap.people.%s.groups out."
                .formatted(id));
      }
      return;
    }
    if (person.password() == null || person.password().isBlank() || person.password().equals(id)) {
      throw new WrongConfiguration(
          "siteswap.people." + id + ".password is missing or the user's own name",
          "Set a password that cannot be guessed, best from the environment.");
    }
  }

  /** An administrator in the database whose password is not one of the demo. */
  private boolean hasOtherAdmin() {
    return identity.createUserQuery().memberOfGroup(Groups.ADMIN).list().stream()
        .anyMatch(user -> !hasOwnNameAsPassword(user));
  }

  private void removeDemoPeople() {
    demo.all().keySet().stream()
        .map(id -> identity.createUserQuery().userId(id).singleResult())
        .filter(user -> user != null && hasOwnNameAsPassword(user))
        .forEach(
            user -> {
              log.warn(
                  "Demo user {} is removed: a real Manager or people are configured", user.getId());
              identity.deleteUser(user.getId());
            });
  }

  private boolean hasOwnNameAsPassword(User user) {
    return passwords.isThatOf(user, user.getId());
  }

  private void group(String id) {
    if (identity.createGroupQuery().groupId(id).count() == 0) {
      Group group = identity.newGroup(id);
      group.setName(id);
      group.setType(id.equals(Groups.ADMIN) ? "SYSTEM" : "WORKFLOW");
      identity.saveGroup(group);
    }
  }

  private void person(String id, Person person) {
    refuseUnusable(id);
    person.groups().forEach(group -> refuseUnknownGroup(id, group));
    if (identity.createUserQuery().userId(id).count() == 0) {
      User user = identity.newUser(id);
      user.setFirstName(id);
      user.setLastName("");
      user.setPassword(person.password());
      identity.saveUser(user);
    }
    person.groups().stream()
        .filter(group -> identity.createUserQuery().userId(id).memberOfGroup(group).count() == 0)
        .forEach(group -> identity.createMembership(id, group));
  }

  private static void refuseUnusable(String id) {
    if (!PasswordSignIn.NAME.matcher(id).matches()) {
      throw new WrongConfiguration(
          "siteswap.people.%s is no name that can be used here".formatted(id),
          "Expected letters, digits, '@', '.', '_' and '-', at most 64; 'siteswap' and 'directory'"
              + " are what Siteswap itself is called in the journal.");
    }
  }

  private static void refuseUnknownGroup(String id, String group) {
    if (!Groups.ALL.contains(group)) {
      throw new WrongConfiguration(
          "siteswap.people.%s.groups has '%s'".formatted(id, group),
          "Expected some of: " + String.join(", ", Groups.ALL));
    }
  }
}
