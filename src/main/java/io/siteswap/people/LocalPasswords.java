package io.siteswap.people;

import io.siteswap.engine.Passwords;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people who are kept here, of the configuration and of Camunda Admin. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LocalPasswords implements Credentials {
  private final IdentityService identity;
  private final Passwords passwords;
  private final DirectoryPeople directory;

  LocalPasswords(IdentityService identity, Passwords passwords, DirectoryPeople directory) {
    this.directory = directory;
    this.identity = identity;
    this.passwords = passwords;
  }

  @Override
  public Optional<Proven> prove(String user, String password, String source) {
    return Optional.ofNullable(identity.createUserQuery().userId(user).singleResult())
        .filter(known -> passwords.isThatOf(known, password))
        // Whoever has left the company would still have it.
        .filter(known -> !directory.isOne(known.getId()))
        .map(known -> new Proven(known.getId(), "password"));
  }
}
