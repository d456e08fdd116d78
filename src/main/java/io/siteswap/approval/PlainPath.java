package io.siteswap.approval;

import io.siteswap.people.NoEntry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A path may be read in one way only, whoever reads it: the door, Tomcat, Spring, or Jersey. It is
 * looked at before any of them, as some end in an error.
 */
class PlainPath extends OncePerRequestFilter {
  private static final Pattern AMBIGUOUS =
      Pattern.compile("//|;|\\\\|%(00|2[eEfF]|3[bB]|5[cC])|/\\.{1,2}(/|$)");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
      NoEntry.say(
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "an address is written plainly here");
    } else {
      chain.doFilter(request, response);
    }
  }
}
