package io.siteswap.people;

import java.util.Optional;

/** A way to prove with a name and a secret who one is. */
interface Credentials {

  /**
   * Who it is.
   *
   * @param user as known here, whatever was typed
   * @param by in one word what proved it, for the log
   */
  record Proven(String user, String by) {}

  /** Nobody, if it does not prove anything; a password is never said in what it throws. */
  Optional<Proven> prove(String user, String password, String source);
}
