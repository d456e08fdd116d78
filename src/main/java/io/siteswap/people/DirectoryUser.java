package io.siteswap.people;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody by OpenID Connect, under the name that they have here. */
class DirectoryUser extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;
  private static final List<GrantedAuthority> BY_OIDC =
      List.of(new SimpleGrantedAuthority("by-oidc"));

  private final String name;

  DirectoryUser(String name, OidcUser theirs) {
    super(BY_OIDC, theirs.getIdToken(), theirs.getUserInfo());
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
