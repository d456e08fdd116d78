package io.siteswap.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What somebody is told who is not signed in: a person is led to the page for it, and back; a
 * script gets a status and a sentence, in Camunda's form of an error.
 */
class SignInFirst implements AuthenticationEntryPoint {
  /** Whether somebody looks at it who can be led elsewhere. */
  static final RequestMatcher A_PAGE =
      request -> request.getMethod().equals("GET") && NoEntry.isSeenByAPerson(request);

  private final boolean basic;

  SignInFirst(boolean basic) {
    this.basic = basic;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (A_PAGE.matches(request)) {
      response.sendRedirect(Places.SIGN_IN);
    } else if (why instanceof Throttled throttled) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(throttled.seconds()));
      NoEntry.say(request, response, 429, throttled.getMessage());
    } else {
      if (basic && !isOfAPage(request)) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Siteswap\"");
      }
      NoEntry.say(
          request,
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "nobody is signed in, and nothing was done");
    }
  }

  /** The box that browsers open then is no way to sign in at our pages. */
  private static boolean isOfAPage(HttpServletRequest request) {
    return request.getHeader("Sec-Fetch-Mode") != null
        || request.getRequestURI().startsWith(Places.APPLICATIONS);
  }
}
