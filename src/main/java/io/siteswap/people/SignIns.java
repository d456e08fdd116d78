package io.siteswap.people;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Writes down who has signed in; a password that comes with each call is no news each time. */
@Component
class SignIns {
  @EventListener
  void signedIn(InteractiveAuthenticationSuccessEvent event) {
    Authentication who = event.getAuthentication();
    SecurityLog.tell(
        "sign-in",
        "user",
        who.getName(),
        "source",
        source(who),
        "by",
        ProvedBy.way(who).orElse("directory"));
  }

  private static String source(Authentication who) {
    return who.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "?";
  }
}
