package io.siteswap.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;

/** Who is signed in at Camunda's own applications, which keep that in the session. */
public final class WebApps {
  private static final String ENGINE = ProcessEngines.NAME_DEFAULT;
  private static final ObjectMapper JSON = new ObjectMapper();

  private WebApps() {}

  /** The applications know whoever makes this call, and nobody else. */
  public static void signIn(HttpServletRequest request, Optional<Person> caller) {
    if (caller.isEmpty()) {
      Optional.ofNullable(request.getSession(false))
          .map(AuthenticationUtil::getAuthsFromSession)
          .ifPresent(known -> known.removeByEngineName(ENGINE));
      return;
    }
    HttpSession session = request.getSession();
    Authentications known = AuthenticationUtil.getAuthsFromSession(session);
    if (!isKnown(known, caller.get())) {
      known.addOrReplace(of(caller.get().name(), caller.get().groups()));
      AuthenticationUtil.updateSession(session, known);
    }
  }

  private static boolean isKnown(Authentications known, Person caller) {
    return known.getAuthenticationForProcessEngine(ENGINE) instanceof UserAuthentication before
        && before.getIdentityId().equals(caller.name())
        && before.getGroupIds().equals(caller.groups());
  }

  private static UserAuthentication of(String user, List<String> groups) {
    return AuthenticationUtil.createAuthentication(ENGINE, user, groups, List.of());
  }

  /** What Tasklist and Cockpit expect after a sign-in: who it is, and what is open to them. */
  public static void answer(HttpServletResponse response, String user) throws IOException {
    response.setContentType("application/json");
    JSON.writeValue(
        response.getOutputStream(),
        AuthenticationDto.fromAuthentication(
            AuthenticationUtil.createAuthentication(ENGINE, user, null, List.of())));
  }
}
