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
    people.put("operator", person("operator", Groups.OPERATORS));
    people.put("approver-1", person("approver-1", Groups.APPROVERS));
    people.put("approver-2", person("approver-2", Groups.APPROVERS));
    people.put("approver-3", person("approver-3", Groups.APPROVERS));
    people.put("commander", person("commander", Groups.COMMANDERS));
    people.put("auditor", person("auditor", Groups.AUDITORS));
    people.put("admin", person("admin", Groups.ADMIN));
    return people;
  }

  private static Person person(String name, String group) {
    return new Person(name, List.of(group), "");
  }
}
