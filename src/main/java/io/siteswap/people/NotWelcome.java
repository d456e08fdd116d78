package io.siteswap.people;

import org.springframework.security.core.AuthenticationException;

/** A directory knows somebody who has no place here. */
class NotWelcome extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  NotWelcome(String why) {
    super(why);
  }
}
