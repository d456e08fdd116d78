package io.siteswap.console;

import io.siteswap.engine.Person;
import io.siteswap.engine.SignedIn;
import io.siteswap.runbook.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page who looks at it, for its header. */
@ControllerAdvice(annotations = Controller.class)
class Visitor {
  private static final Map<String, String> ROLES =
      Map.of(
          Groups.OPERATORS, "operator",
          Groups.APPROVERS, "approver",
          Groups.COMMANDERS, "commander",
          Groups.AUDITORS, "auditor",
          Groups.ADMIN, "administrator");

  private final SignedIn signedIn;

  Visitor(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  record Shown(String name, String roles) {
    static Shown of(Person person) {
      return new Shown(person.name(), roles(person.groups()));
    }

    static String roles(List<String> groups) {
      return groups.stream()
          .map(ROLES::get)
          .filter(role -> role != null)
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  @ModelAttribute("visitor")
  Optional<Shown> visitor() {
    return signedIn.now().map(Shown::of);
  }
}
