package io.siteswap.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is signed in at Camunda's own applications, which keep that in the session. */
@Component
public class WebApps {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectProvider<ProcessEngine> engine;

  WebApps(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  /** The applications know whoever makes this call, and nobody else. */
  public void signIn(HttpServletRequest request, Optional<Person> caller) {
    HttpSession session = request.getSession(caller.isPresent());
    if (session == null) {
      return;
    }
    Authentications known = AuthenticationUtil.getAuthsFromSession(session);
    if (caller.isPresent() && isKnown(known, caller.get())) {
      return;
    }
    known.removeByEngineName(engine.getObject().getName());
    caller.flatMap(person -> of(person.name(), person.groups())).ifPresent(known::addOrReplace);
    AuthenticationUtil.updateSession(session, known);
  }

  private boolean isKnown(Authentications known, Person caller) {
    return known.getAuthenticationForProcessEngine(engine.getObject().getName())
            instanceof UserAuthentication before
        && before.getIdentityId().equals(caller.name())
        && before.getGroupIds().equals(caller.groups());
  }

  /** Nobody, if it is a script: it has no place in an application. */
  private Optional<UserAuthentication> of(String user, List<String> groups) {
    return Optional.ofNullable(
        AuthenticationUtil.createAuthentication(engine.getObject(), user, groups, List.of()));
  }

  /** What Tasklist and Cockpit expect after a sign-in: who it is, and what is open to them. */
  public void answer(HttpServletResponse response, String user) throws IOException {
    response.setContentType("application/json");
    JSON.writeValue(
        response.getOutputStream(),
        AuthenticationDto.fromAuthentication(
            AuthenticationUtil.createAuthentication(engine.getObject(), user, null, List.of())));
  }
}
