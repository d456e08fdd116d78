package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Who decides what at a user task that is more than an approval, and what follows from it. */
public interface TaskRule {
  /** The id of the user task. */
  String task();

  /** The decisions there are; empty where there is only one way on. */
  List<String> decisions();

  /** The groups whose members decide. */
  Set<String> groups();

  /**
   * Whom it waits for.
   *
   * @param groups whose task it is
   * @param except who of them cannot decide, or has decided
   * @param urgent whether it has waited for too long already
   */
  record Asked(Set<String> groups, Set<String> except, boolean urgent) {}

  /** Besides those whom the model names. */
  default Asked asked(Run run) {
    return new Asked(Set.of(), Set.of(), false);
  }

  /** Why somebody of these groups cannot decide here all the same; empty where they can. */
  default Optional<String> whyNot(Run run, Person who) {
    return Optional.empty();
  }

  /** The decisions of this person that would not be refused whatever they say with them. */
  default List<String> offered(Run run, Person who) {
    return decisions();
  }

  /** Whether a decision lets the plan be carried out, which a blocker must keep from happening. */
  default boolean approves(String decision) {
    return false;
  }

  /**
   * What goes into the journal besides the decision. Throws when it is not theirs to make, or not
   * complete.
   */
  String decided(DelegateTask task, Run run, String decision, Person who);

  /** What was typed for this decision alone: the form of the next one must not begin with it. */
  default List<String> typed() {
    return List.of();
  }
}
