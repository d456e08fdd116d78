package io.siteswap.runbook.watch;

import io.siteswap.ledger.Run;
import io.siteswap.runbook.SharedProcesses;
import org.camunda.bpm.engine.externaltask.ExternalTask;

/**
 * A run that waits for its changes, and is served by this node now.
 *
 * @param task the committed row that is the wait
 */
record Wait(ExternalTask task, Run run, String phase) {
  boolean isUndo() {
    return task.getProcessDefinitionKey().equals(SharedProcesses.UNDO_PHASE);
  }
}
