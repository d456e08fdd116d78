package io.siteswap.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is signed in at the engine, for the call that is under way. */
@Component
public class SignedIn {
  private final ObjectProvider<IdentityService> identity;

  SignedIn(ObjectProvider<IdentityService> identity) {
    this.identity = identity;
  }

  public Optional<Person> now() {
    return Optional.ofNullable(identity.getObject().getCurrentAuthentication())
        .map(
            who ->
                new Person(
                    who.getUserId(), Optional.ofNullable(who.getGroupIds()).orElse(List.of())));
  }
}
