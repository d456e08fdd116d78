package io.siteswap.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where everybody signs in, whatever page they were on their way to. */
@Controller
class SignInPage {
  private final OidcRegistrations providers;

  SignInPage(OidcRegistrations providers) {
    this.providers = providers;
  }

  @GetMapping(Places.SIGN_IN)
  ModelAndView show(HttpServletRequest request) {
    return new ModelAndView("sign-in", Map.of("said", said(request), "providers", providers.all()));
  }

  private static String said(HttpServletRequest request) {
    String wait = request.getParameter("wait");
    if (wait != null && wait.matches("\\d{1,4}")) {
      return "Too many wrong passwords from where you are: try again in " + wait + " s.";
    }
    if (request.getParameter("wrong") != null) {
      return "The name or the password is wrong.";
    }
    if (request.getParameter("away") != null) {
      return "The company's directory does not answer. A code from the safe is taken as password.";
    }
    if (request.getParameter("stranger") != null) {
      return "The company's directory knows you, but none of your groups means something here.";
    }
    return request.getParameter("out") == null ? "" : "You are signed out.";
  }
}
