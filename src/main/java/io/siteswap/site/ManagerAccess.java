package io.siteswap.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a Manager is and how to sign in; {@code insecure} skips the check of its certificate. */
public record ManagerAccess(
    URI url, String user, String password, Optional<Path> caFile, boolean insecure) {

  /** Without the password: it must never reach a log. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
