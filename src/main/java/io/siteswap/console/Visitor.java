package io.siteswap.console;

import io.siteswap.engine.Person;
import io.siteswap.people.Callers;
import io.siteswap.runbook.Groups;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page who looks at it, for its header. */
@ControllerAdvice(annotations = Controller.class)
class Visitor {
  private final Callers callers;

  Visitor(Callers callers) {
    this.callers = callers;
  }

  record Shown(String name, String roles) {
    static Shown of(Person person) {
      return new Shown(person.name(), Groups.roles(person.groups()));
    }
  }

  /**
   * Nobody or one: a template goes through it. The engine is not asked, which has forgotten who it
   * was when an error is shown.
   */
  @ModelAttribute("visitor")
  List<Shown> visitor() {
    return callers.now().map(Shown::of).stream().toList();
  }
}
