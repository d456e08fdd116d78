package io.siteswap.runbook;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is signed in and starts something; never taken from a variable. */
@Component
public class Starter {
  private final ObjectProvider<IdentityService> identity;

  Starter(ObjectProvider<IdentityService> identity) {
    this.identity = identity;
  }

  public String name() {
    return signedIn()
        .orElseThrow(() -> new Refused("nobody is signed in: this needs somebody who starts it"));
  }

  /** Whether that is the name of whoever is signed in, or of nobody where nobody is. */
  boolean is(Object name) {
    return signedIn().equals(Optional.ofNullable(name));
  }

  private Optional<String> signedIn() {
    return Optional.ofNullable(identity.getObject().getCurrentAuthentication())
        .map(Authentication::getUserId);
  }
}
