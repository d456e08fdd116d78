package io.siteswap.people;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A script that has shown a token. */
class TokenAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String actor;
  private final List<Scope> scopes;

  TokenAuthentication(ApiToken token) {
    super(
        token.known().stream()
            .map(scope -> new SimpleGrantedAuthority("scope-" + scope.word()))
            .toList());
    this.id = token.id();
    this.actor = token.actor();
    this.scopes = List.copyOf(token.known());
    setAuthenticated(true);
  }

  String id() {
    return id;
  }

  List<Scope> scopes() {
    return scopes;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return actor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenAuthentication token
        && token.actor.equals(actor)
        && token.scopes.equals(scopes);
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}
