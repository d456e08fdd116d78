package io.siteswap.approval;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.stereotype.Component;

/** Who has signed in at Tasklist, Cockpit or Admin. */
@Component
class Sessions {
  private final IdentityService identity;

  Sessions(IdentityService identity) {
    this.identity = identity;
  }

  Optional<String> user(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(AuthenticationUtil.getAuthsFromSession(session))
        .map(Authentications::getAuthentications)
        .flatMap(all -> all.stream().findFirst())
        .map(org.camunda.bpm.webapp.impl.security.auth.Authentication::getIdentityId);
  }

  Optional<Authentication> signedIn(HttpServletRequest request) {
    return user(request).map(name -> new Authentication(name, groups(name)));
  }

  /** As they are now, not as they were when the session began. */
  List<String> groups(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
  }
}
