package io.siteswap.people;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which addresses are meant for whom, before anybody has signed in. */
public final class Places {
  static final String SIGN_IN = "/sign-in";
  static final String SIGN_OUT = "/sign-out";

  /** Camunda's, which ask themselves who has signed in, and may be asked that. */
  static final String APPLICATIONS = "/camunda/api/";

  private static final PathPatternRequestMatcher.Builder PATH =
      PathPatternRequestMatcher.withDefaults();

  /** Style sheets, scripts and pictures; how Siteswap itself is. */
  static final RequestMatcher IN_THE_OPEN =
      new OrRequestMatcher(
          RegexRequestMatcher.regexMatcher(
              HttpMethod.GET,
              "/([^/?;]+|siteswap/[^?;]+|camunda/(?!api/)[^?;]+)"
                  + "\\.(css|js|json|svg|png|ico|woff2?|ttf|map)(\\?.*)?"),
          PATH.matcher(HttpMethod.GET, "/actuator"),
          PATH.matcher(HttpMethod.GET, "/actuator/health/**"),
          PATH.matcher(HttpMethod.GET, "/actuator/info"),
          PATH.matcher(HttpMethod.GET, "/actuator/prometheus"));

  /** All else that somebody exposes, such as a dump of the memory, is for nobody. */
  static final RequestMatcher OF_THE_INSIDE =
      new AndRequestMatcher(PATH.matcher("/actuator/**"), new NegatedRequestMatcher(IN_THE_OPEN));

  static final RequestMatcher OF_DESKS = PATH.matcher(HttpMethod.POST, "/api/tickets/*");

  static final RequestMatcher METRICS = PATH.matcher(HttpMethod.GET, "/actuator/prometheus");

  /** A desk is no person, and proves itself; Camunda's own page asks who is signed in. */
  static final RequestMatcher ASK_FOR_THEMSELVES =
      new OrRequestMatcher(
          PATH.matcher(SIGN_IN),
          PATH.matcher(SIGN_OUT),
          PATH.matcher("/error"),
          OF_DESKS,
          PATH.matcher(APPLICATIONS + "**"));

  /** The sign-in of Tasklist and Cockpit, which do not leave their page for it. */
  static final RequestMatcher SIGN_IN_OF_APPLICATIONS =
      PATH.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/*");

  static final RequestMatcher SIGNING_OUT =
      new OrRequestMatcher(
          PATH.matcher(HttpMethod.POST, SIGN_OUT),
          PATH.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"));

  /**
   * Where no door stands: what everybody may have, the way in and out, and the pages of Camunda's
   * applications, which are empty without what they ask for.
   */
  public static final RequestMatcher OUTSIDE =
      new OrRequestMatcher(
          IN_THE_OPEN,
          PATH.matcher(SIGN_IN),
          PATH.matcher(SIGN_OUT),
          PATH.matcher("/error"),
          PATH.matcher(HttpMethod.GET, "/oauth2/authorization/*"),
          PATH.matcher(HttpMethod.GET, "/login/oauth2/code/*"),
          RegexRequestMatcher.regexMatcher(HttpMethod.GET, "/camunda(?!/+api)(/[^;]*)?"));

  private Places() {}
}
