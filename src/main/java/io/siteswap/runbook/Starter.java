package io.siteswap.runbook;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who is signed in and starts something; never taken from a variable. */
@Component
public class Starter {
  private final SignedIn signedIn;

  Starter(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  public String name() {
    return who()
        .orElseThrow(() -> new Refused("nobody is signed in: this needs somebody who starts it"));
  }

  /** Whether that is the name of whoever is signed in, or of nobody where nobody is. */
  boolean is(Object name) {
    return who().equals(Optional.ofNullable(name));
  }

  private Optional<String> who() {
    return signedIn.now().map(Person::name);
  }
}
