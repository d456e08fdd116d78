package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import java.util.List;
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
