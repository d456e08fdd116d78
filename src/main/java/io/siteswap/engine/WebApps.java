package io.siteswap.engine;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;

/** How people sign in at Camunda's own applications. */
public final class WebApps {
  /** The class by which its REST API takes Basic authentication. */
  public static final String BASIC_AUTHENTICATION = HttpBasicAuthenticationProvider.class.getName();

  private WebApps() {}

  /** Who is signed in at Tasklist or Cockpit. */
  public static Optional<String> userOf(HttpSession session) {
    return Optional.ofNullable(AuthenticationUtil.getAuthsFromSession(session))
        .map(Authentications::getAuthentications)
        .flatMap(all -> all.stream().findFirst())
        .map(Authentication::getIdentityId);
  }
}
