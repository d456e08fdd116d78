package io.siteswap.people;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * What a browser is told about our own pages: nothing of them comes from elsewhere or stands in a
 * frame, and nothing stays in a cache. Camunda says the like of its own.
 */
final class PageHeaders {
  private static final String ONLY_OURS =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private PageHeaders() {}

  /** To whoever is refused before Spring has a say. */
  static void write(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", ONLY_OURS);
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", ReferrerPolicy.SAME_ORIGIN.getPolicy());
    response.setHeader("Cache-Control", "no-store");
  }

  static void write(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(ONLY_OURS))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                new NegatedRequestMatcher(Places.IN_THE_OPEN),
                new StaticHeadersWriter("Cache-Control", "no-store")));
  }
}
