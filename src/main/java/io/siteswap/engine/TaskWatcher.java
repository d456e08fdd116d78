package io.siteswap.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;

/** Stands at every user task of every process, so that no model can leave it out. */
public interface TaskWatcher {
  /** When the model is read: throws when it does not know this task and has to. */
  default void read(String taskId) {}

  default void created(DelegateTask task) {}

  default void assigned(DelegateTask task) {}

  default void completed(DelegateTask task) {}

  /** Completed, or taken away. */
  default void gone(DelegateTask task) {}
}
