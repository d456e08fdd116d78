package io.siteswap.people;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Nobody can be asked who somebody is. */
class DirectoryAway extends AuthenticationServiceException {
  private static final long serialVersionUID = 1L;

  DirectoryAway(String what, Throwable cause) {
    super(what, cause);
  }

  static DirectoryAway silent(String directory, Throwable cause) {
    return new DirectoryAway("the directory %s does not answer".formatted(directory), cause);
  }
}
