package io.siteswap.people;

import java.util.Optional;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody by OpenID Connect, under the name that they have here. */
class DirectoryUser extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;
  private final String name;

  DirectoryUser(String name, OidcUser theirs) {
    super(
        ProvedBy.authorities("oidc", Optional.empty()), theirs.getIdToken(), theirs.getUserInfo());
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryUser user && user.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
