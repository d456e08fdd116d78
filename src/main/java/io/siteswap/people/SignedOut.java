package io.siteswap.people;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** Leads whoever has signed out here to the provider that they came by, to sign out there. */
class SignedOut implements LogoutSuccessHandler {
  private static final String OUT = Places.SIGN_IN + "?out";

  private final OidcClientInitiatedLogoutSuccessHandler atProvider;

  SignedOut(OidcRegistrations providers) {
    atProvider = new OidcClientInitiatedLogoutSuccessHandler(providers);
    atProvider.setPostLogoutRedirectUri("{baseUrl}" + OUT);
    atProvider.setDefaultTargetUrl(OUT);
    atProvider.setRedirectStrategy(SignedOut::leadOn);
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException, ServletException {
    if (who != null) {
      SecurityLog.tell("sign-out", "user", who.getName(), "source", request.getRemoteAddr());
    }
    if (!request.getRequestURI().equals(Places.SIGN_OUT)) {
      // Tasklist and Cockpit stay where they are.
      response.setStatus(HttpServletResponse.SC_OK);
    } else if (who instanceof OAuth2AuthenticationToken) {
      atProvider.onLogoutSuccess(request, response, who);
    } else {
      response.sendRedirect(OUT);
    }
  }

  /** A form of ours leads nowhere else, says the page's policy; what it answers may. */
  private static void leadOn(HttpServletRequest request, HttpServletResponse response, String to)
      throws IOException {
    response.setHeader("Refresh", "0; url=" + to);
    response.setContentType("text/plain");
    response.getWriter().write("You are signed out here, and next at the directory.");
  }
}
