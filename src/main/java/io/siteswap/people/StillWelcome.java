package io.siteswap.people;

import io.siteswap.engine.Members;
import io.siteswap.runbook.Groups;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.function.BooleanSupplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whether somebody whose call goes on and on would still be let in: the door was asked only when it
 * began.
 */
@Component
public class StillWelcome {
  private final Members members;
  private final ApiTokens tokens;

  StillWelcome(Members members, ApiTokens tokens) {
    this.members = members;
    this.tokens = tokens;
  }

  /** To be asked as often as one likes, of whoever makes the call that is under way. */
  public BooleanSupplier of(HttpServletRequest call) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    HttpSession session = call.getSession(false);
    return () -> who != null && isOpen(session) && isOfUs(who);
  }

  private boolean isOfUs(Authentication who) {
    return who instanceof TokenAuthentication shown
        ? tokens.isGood(shown.id())
        : members.groupsOf(who.getName()).stream().anyMatch(Groups.ALL::contains);
  }

  /** A call with a password or a token has none. */
  private static boolean isOpen(HttpSession session) {
    try {
      return session == null || session.getCreationTime() > 0;
    } catch (IllegalStateException e) {
      // Whoever had it has signed out.
      return false;
    }
  }
}
