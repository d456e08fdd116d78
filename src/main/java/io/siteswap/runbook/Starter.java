package io.siteswap.runbook;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Who is signed in and starts something; never taken from a variable. */
@Component
public class Starter {
  private final IdentityService identity;

  Starter(IdentityService identity) {
    this.identity = identity;
  }

  public String name() {
    return Optional.ofNullable(identity.getCurrentAuthentication())
        .map(Authentication::getUserId)
        .orElseThrow(() -> new Refused("nobody is signed in: this needs somebody who starts it"));
  }
}
