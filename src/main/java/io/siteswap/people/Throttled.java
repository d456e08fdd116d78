package io.siteswap.people;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords for this account from this source, for some seconds more. */
class Throttled extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final Duration rest;

  Throttled(Duration rest) {
    super(
        "too many wrong passwords from where you are: try again in %d s".formatted(seconds(rest)));
    this.rest = rest;
  }

  long seconds() {
    return seconds(rest);
  }

  private static long seconds(Duration rest) {
    return rest.plusMillis(999).toSeconds();
  }
}
