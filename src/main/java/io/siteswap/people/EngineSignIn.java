package io.siteswap.people;

import io.siteswap.engine.Person;
import io.siteswap.engine.WebApps;
import io.siteswap.runbook.Groups;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever is signed in is so at the engine as well, and in Camunda's applications, with the groups
 * of now and not of when the session began.
 */
class EngineSignIn extends OncePerRequestFilter {
  private final IdentityService identity;
  private final WebApps applications;
  private final Callers callers;

  EngineSignIn(IdentityService identity, WebApps applications, Callers callers) {
    this.applications = applications;
    this.identity = identity;
    this.callers = callers;
  }

  /** What everybody may have is asked for often, and by nobody in particular. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Places.IN_THE_OPEN.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Person> caller = callers.now();
    if (request.getRequestURI().startsWith(Places.APPLICATIONS)) {
      applications.signIn(request, caller);
    } else if (caller.isPresent() && !caller.get().isOfOne(Groups.ALL)) {
      response.sendError(
          HttpServletResponse.SC_FORBIDDEN,
          caller.get().name() + " is in none of the groups " + Groups.ALL);
      return;
    }
    try {
      caller.ifPresent(person -> identity.setAuthentication(person.name(), person.groups()));
      chain.doFilter(request, response);
    } finally {
      identity.clearAuthentication();
    }
  }
}
