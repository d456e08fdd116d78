package io.siteswap.approval;

import io.siteswap.people.NoEntry;
import io.siteswap.people.SecurityLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where a request comes from, for all pages and every API at once: a browser changes something only
 * from a page of our own, with the same scheme, name and port; and only by a name that is ours,
 * since a stranger's name may be made to lead here (DNS rebinding). Every browser says from where a
 * change comes, so no token is needed against forgery; a script says nothing, and has no session.
 */
class Provenance extends OncePerRequestFilter {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  private final boolean thisMachineOnly;

  /**
   * A check of every request.
   *
   * @param thisMachineOnly whether Siteswap is reached by the names of this machine alone
   */
  Provenance(boolean thisMachineOnly) {
    this.thisMachineOnly = thisMachineOnly;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> foreign = foreign(request);
    if (foreign.isPresent()) {
      SecurityLog.warn(
          "foreign",
          "source",
          request.getRemoteAddr(),
          "call",
          request.getMethod() + " " + request.getRequestURI(),
          "reason",
          foreign.get());
      NoEntry.say(request, response, HttpServletResponse.SC_FORBIDDEN, foreign.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<String> foreign(HttpServletRequest request) {
    String name = request.getServerName().toLowerCase(Locale.ROOT);
    if (thisMachineOnly && !THIS_MACHINE.contains(name)) {
      return Optional.of(
          "it is called %s here by nobody: while the demo users exist, it answers as localhost"
              .formatted(name));
    }
    if (HARMLESS.contains(request.getMethod())) {
      return Optional.empty();
    }
    Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
    if (origin.isEmpty() && isOfBrowser(request)) {
      return Optional.of("a change that comes with a session says from which page, in Origin");
    }
    return origin
        .filter(page -> !isOwn(page, request))
        .map(page -> "this was sent from a page of " + page);
  }

  private static boolean isOfBrowser(HttpServletRequest request) {
    return request.getRequestedSessionId() != null && request.getHeader("Authorization") == null;
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    try {
      URI page = URI.create(origin);
      return request.getScheme().equalsIgnoreCase(page.getScheme())
          && request.getServerName().equalsIgnoreCase(page.getHost())
          && request.getServerPort() == port(page);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int port(URI page) {
    if (page.getPort() >= 0) {
      return page.getPort();
    }
    return "https".equalsIgnoreCase(page.getScheme()) ? 443 : 80;
  }
}
