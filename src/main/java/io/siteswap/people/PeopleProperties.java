package io.siteswap.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People to sign in, by user id; more of them can be made in Camunda Admin.
 *
 * @param people {@code siteswap.people.<id>.*}
 */
@ConfigurationProperties("siteswap")
record PeopleProperties(@DefaultValue Map<String, Person> people) {

  /** The one whom a directory knows by that subject, if they are kept here as well. */
  Optional<String> ofSubject(String subject) {
    return people.entrySet().stream()
        .filter(entry -> entry.getValue().subject().equals(subject))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether a directory vouches for them, and no password is taken. */
  boolean isOfDirectory(String user) {
    return people.containsKey(user) && people.get(user).isOfDirectory();
  }

  /**
   * Somebody by configuration.
   *
   * @param password set only when the person does not exist yet
   * @param subject by what a directory knows them, which vouches for them then and says their
   *     groups
   */
  record Person(
      String password, @DefaultValue List<String> groups, @DefaultValue("") String subject) {
    boolean isOfDirectory() {
      return !subject.isEmpty();
    }
  }
}
