package io.siteswap.engine;

import org.camunda.bpm.engine.history.UserOperationLogEntry;

/** Is told what people do to instances, and to other people, in the transaction that does it. */
public interface OperationWatcher {
  void done(UserOperationLogEntry operation);
}
