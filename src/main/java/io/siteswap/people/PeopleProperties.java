package io.siteswap.people;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People to sign in, by user id; more of them can be made in Camunda Admin.
 *
 * @param people {@code siteswap.people.<id>.*}
 */
@ConfigurationProperties("siteswap")
record PeopleProperties(@DefaultValue Map<String, Person> people) {

  /** A password is set only when the person does not exist yet. */
  record Person(String password, @DefaultValue List<String> groups) {}
}
