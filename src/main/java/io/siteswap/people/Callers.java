package io.siteswap.people;

import io.siteswap.engine.Person;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who makes the call that is under way, however they have signed in. */
@Component
public class Callers {
  private final ObjectProvider<IdentityService> identity;

  Callers(ObjectProvider<IdentityService> identity) {
    this.identity = identity;
  }

  public Optional<Person> now() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(who -> who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken))
        .map(this::person);
  }

  /** To what the call is limited besides, if it comes with a token. */
  public Optional<List<Scope>> scopes() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof TokenAuthentication t
        ? Optional.of(t.scopes())
        : Optional.empty();
  }

  /** Whether whoever calls has signed in with a code from the safe. */
  public boolean areByCode() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && ProvedBy.way(who).filter(GlassCodes.BY::equals).isPresent();
  }

  private Person person(Authentication who) {
    if (who instanceof TokenAuthentication token) {
      return new Person(who.getName(), Scope.groups(token.scopes()));
    }
    return new Person(who.getName(), groups(who.getName()));
  }

  private List<String> groups(String user) {
    return identity.getObject().createGroupQuery().groupMember(user).list().stream()
        .map(Group::getId)
        .toList();
  }
}
