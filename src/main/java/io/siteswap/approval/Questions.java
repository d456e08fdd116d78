package io.siteswap.approval;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is asked at each user task of every runbook. */
@Component
class Questions {
  private final ObjectProvider<TaskRule> rules;

  Questions(ObjectProvider<TaskRule> rules) {
    this.rules = rules;
  }

  Question of(String task) {
    return Question.find(task)
        .or(() -> rule(task).map(Question::of))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "user task '%s' has no decisions: expected one that is known, or has a rule"
                        .formatted(task)));
  }

  Optional<TaskRule> rule(String task) {
    return rules.stream().filter(rule -> rule.task().equals(task)).findFirst();
  }
}
