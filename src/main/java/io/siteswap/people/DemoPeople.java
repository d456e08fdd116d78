package io.siteswap.people;

import io.siteswap.people.PeopleProperties.Person;
import io.siteswap.runbook.Groups;
import io.siteswap.site.EmbeddedTwin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * People whose passwords everybody knows: their names. They exist only while the embedded twin is
 * the Manager of every cluster, and nobody else is configured.
 */
@Component
public class DemoPeople {
  private final boolean areIn;

  DemoPeople(EmbeddedTwin twin, PeopleProperties configured) {
    areIn = twin.isOnlyManager() && configured.people().isEmpty();
  }

  public boolean areIn() {
    return areIn;
  }

  Map<String, Person> all() {
    Map<String, Person> people = new TreeMap<>();
    people.put("operator", new Person("operator", List.of(Groups.OPERATORS)));
    people.put("approver-1", new Person("approver-1", List.of(Groups.APPROVERS)));
    people.put("approver-2", new Person("approver-2", List.of(Groups.APPROVERS)));
    people.put("approver-3", new Person("approver-3", List.of(Groups.APPROVERS)));
    people.put("commander", new Person("commander", List.of(Groups.COMMANDERS)));
    people.put("auditor", new Person("auditor", List.of(Groups.AUDITORS)));
    people.put("admin", new Person("admin", List.of(Groups.ADMIN)));
    return people;
  }
}
