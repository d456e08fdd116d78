package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is said of ourselves with each call. */
interface Credentials {
  /** The header {@code Authorization}; empty where there is none. */
  String header();

  /** After a 401: whether there is something new to say. */
  default boolean renew() {
    return false;
  }

  static Credentials none() {
    return () -> "";
  }

  static Credentials basic(String user, Secret password) {
    return () ->
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password.value()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A token that somebody has made for us.
   *
   * @param scheme {@code Bearer}, or RT's {@code token}
   */
  static Credentials token(String scheme, Secret token) {
    return () -> scheme + " " + token.value();
  }
}
