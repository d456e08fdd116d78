package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.engine.WebApps;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** Who has signed in at Tasklist, Cockpit or Admin. */
@Component
class Sessions {
  private final IdentityService identity;

  Sessions(IdentityService identity) {
    this.identity = identity;
  }

  Optional<String> user(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false)).flatMap(WebApps::userOf);
  }

  Optional<Person> signedIn(HttpServletRequest request) {
    return user(request).map(name -> new Person(name, groups(name)));
  }

  /** As they are now, not as they were when the session began. */
  List<String> groups(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
  }
}
