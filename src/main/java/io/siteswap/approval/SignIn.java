package io.siteswap.approval;

import io.siteswap.runbook.Groups;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only people of our groups to Siteswap's own pages and API: signed in at Tasklist or Cockpit,
 * or by Basic authentication.
 */
class SignIn extends OncePerRequestFilter {
  private final IdentityService identity;
  private final Sessions sessions;

  SignIn(IdentityService identity, Sessions sessions) {
    this.identity = identity;
    this.sessions = sessions;
  }

  /** A desk is no person. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OpenCalls.isOfDesks(request.getMethod(), OpenCall.steps(request.getRequestURI()));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> user = sessions.user(request).or(() -> fromHeader(request));
    List<String> groups = user.map(sessions::groups).orElse(List.of());
    if (user.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Siteswap\"");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (groups.stream().noneMatch(Groups.ALL::contains)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      identity.setAuthentication(user.get(), groups);
      try {
        chain.doFilter(request, response);
      } finally {
        identity.clearAuthentication();
      }
    }
  }

  private Optional<String> fromHeader(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    String[] credentials = decode(header.substring("Basic ".length())).split(":", 2);
    return credentials.length == 2 && identity.checkPassword(credentials[0], credentials[1])
        ? Optional.of(credentials[0])
        : Optional.empty();
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
