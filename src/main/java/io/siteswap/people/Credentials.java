package io.siteswap.people;

import java.util.Optional;

/** A way to prove with a name and a secret who one is. */
interface Credentials {

  /**
   * Who it is.
   *
   * @param user as known here, whatever was typed
   * @param by in one word what proved it, for the log
   * @param account of a directory, if it was one that vouched for them
   */
  record Proven(String user, String by, Optional<String> account) {
    /** Without any directory. */
    Proven(String user, String by) {
      this(user, by, Optional.empty());
    }
  }

  /** Nobody, if it does not prove anything; a password is never said in what it throws. */
  Optional<Proven> prove(String user, String password, String source);
}
