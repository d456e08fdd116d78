package io.siteswap.engine;

import io.siteswap.site.Marks;
import java.util.Optional;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Whatever a step or a watcher writes into the log carries whose step it is. */
class MarkedSteps extends DefaultDelegateInterceptor {
  @Override
  public void handleInvocation(DelegateInvocation invocation) throws Exception {
    if (invocation.getContextExecution() instanceof ExecutionEntity execution) {
      ExecutionEntity first = first(execution);
      try (Marks marks =
          Marks.run(first.getId(), Optional.ofNullable(first.getBusinessKey()).orElse(""))) {
        marks.around(
            () -> {
              super.handleInvocation(invocation);
              return invocation;
            });
      }
    } else {
      super.handleInvocation(invocation);
    }
  }

  /** The process instance that no other has called. */
  private static ExecutionEntity first(ExecutionEntity execution) {
    ExecutionEntity instance = execution.getProcessInstance();
    while (instance.getSuperExecution() != null) {
      instance = instance.getSuperExecution().getProcessInstance();
    }
    return instance;
  }
}
