package io.siteswap.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Is told of the beginning and the end of each process instance, in the same transaction. */
public interface ProcessWatcher {
  /** Throws when it may not begin. */
  default void begins(DelegateExecution execution) {}

  /**
   * However it ends.
   *
   * @param process the id of its process
   * @param deleted whether somebody has deleted or cancelled it
   */
  default void ended(String process, DelegateExecution execution, boolean deleted) {}
}
