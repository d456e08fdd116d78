package io.siteswap.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Is told of the end of each process instance, however it ends. */
public interface ProcessWatcher {
  /**
   * Called in the transaction that ends it.
   *
   * @param process the id of its process
   * @param deleted whether somebody has deleted or cancelled it
   */
  void ended(String process, DelegateExecution execution, boolean deleted);
}
