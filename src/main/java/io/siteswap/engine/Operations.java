package io.siteswap.engine;

import java.util.List;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.beans.factory.ObjectProvider;

/** Tells the watcher of what goes into the engine's own log of operations. */
class Operations implements HistoryEventHandler {
  private final ObjectProvider<OperationWatcher> watcher;

  Operations(ObjectProvider<OperationWatcher> watcher) {
    this.watcher = watcher;
  }

  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof UserOperationLogEntry operation) {
      watcher.getObject().done(operation);
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }
}
