package io.siteswap.people;

import io.siteswap.engine.Person;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who makes the call that is under way, however they have signed in. */
@Component
class Callers {
  private final IdentityService identity;

  Callers(IdentityService identity) {
    this.identity = identity;
  }

  Optional<Person> now() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(who -> who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken))
        .map(this::person);
  }

  private Person person(Authentication who) {
    return new Person(who.getName(), groups(who.getName()));
  }

  private List<String> groups(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
  }
}
