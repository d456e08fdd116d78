package io.siteswap.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where everybody signs in, whatever page they were on their way to. */
@Controller
class SignInPage {
  private static final Map<String, String> SAID =
      Map.of(
          "wrong",
          "The name or the password is wrong.",
          "away",
          "The company's directory does not answer. A code from the safe is taken as password.",
          "stranger",
          "The company's directory knows you, but none of your groups means something here.",
          "out",
          "You are signed out.");

  private final OidcRegistrations providers;

  SignInPage(OidcRegistrations providers) {
    this.providers = providers;
  }

  @GetMapping(Places.SIGN_IN)
  ModelAndView show(HttpServletRequest request) {
    return new ModelAndView(
        "sign-in", Map.of("said", said(request).stream().toList(), "providers", providers.all()));
  }

  private static Optional<String> said(HttpServletRequest request) {
    String wait = request.getParameter("wait");
    if (wait != null && wait.matches("\\d{1,4}")) {
      return Optional.of(
          "Too many wrong passwords from where you are: try again in " + wait + " s.");
    }
    return SAID.entrySet().stream()
        .filter(said -> request.getParameter(said.getKey()) != null)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
