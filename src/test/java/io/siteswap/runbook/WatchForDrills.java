package io.siteswap.runbook;

import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.springframework.boot.test.context.TestComponent;

/** Lets a drill look when its time has come. */
@TestComponent
public class WatchForDrills {
  private final Watch watch;
  private final ExternalTaskService tasks;

  WatchForDrills(Watch watch, ExternalTaskService tasks) {
    this.watch = watch;
    this.tasks = tasks;
  }

  public void look() {
    watch.look();
  }

  /** What an operator does in Cockpit with a failed wait. */
  public void retryFailed() {
    tasks.createExternalTaskQuery().noRetriesLeft().list().stream()
        .map(ExternalTask::getId)
        .forEach(id -> tasks.setRetries(id, 1));
  }
}
