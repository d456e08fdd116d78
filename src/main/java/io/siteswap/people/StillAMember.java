package io.siteswap.people;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Asks the directory now and then whether it still says of somebody what it said when they signed
 * in. When it says no, or nothing at all, the session ends: whoever is needed then has a code.
 */
class StillAMember extends OncePerRequestFilter {
  private static final String ASKED = StillAMember.class.getName();

  private final List<Directory> directories;
  private final DirectoryPeople people;
  private final DirectoryProperties properties;
  private final InstantSource clock;

  StillAMember(
      List<Directory> directories,
      DirectoryPeople people,
      DirectoryProperties properties,
      InstantSource clock) {
    this.directories = directories;
    this.people = people;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (session != null && who != null) {
      directories.stream()
          .filter(directory -> directory.hasVouchedFor(who))
          .findFirst()
          .ifPresent(directory -> confirm(directory, who, session, request, response));
    }
    chain.doFilter(request, response);
  }

  private void confirm(
      Directory directory,
      Authentication who,
      HttpSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    synchronized (WebUtils.getSessionMutex(session)) {
      Instant now = clock.instant();
      Instant asked = (Instant) session.getAttribute(ASKED);
      if (asked != null && asked.plus(properties.confirmEvery()).isAfter(now)) {
        return;
      }
      try {
        people.regroup(who.getName(), directory.groupsNow(who, request, response));
        session.setAttribute(ASKED, now);
      } catch (AuthenticationException e) {
        SecurityLog.warn("sign-in-ended", "user", who.getName(), "reason", e.getMessage());
        SecurityContextHolder.clearContext();
        session.invalidate();
      }
    }
  }
}
