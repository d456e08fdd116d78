package io.siteswap.runbook;

import io.siteswap.engine.Executions;
import io.siteswap.engine.ProcessWatcher;
import io.siteswap.engine.TaskWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of each phase that begins and ends, and of people who were waited for. */
@Component
class PhaseNews implements ProcessWatcher, TaskWatcher {
  private static final Set<String> PHASES =
      Set.of(SharedProcesses.CARRY_OUT_PHASE, SharedProcesses.UNDO_PHASE);

  /** The end events of both at which all is as planned. */
  private static final Set<String> WELL = Set.of("phaseCarriedOut", "phaseUndone");

  private final ApplicationEventPublisher readers;
  private final InstantSource clock;

  PhaseNews(ApplicationEventPublisher readers, InstantSource clock) {
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public void begins(DelegateExecution execution) {
    if (PHASES.contains(Executions.processOf(execution))) {
      readers.publishEvent(new PhaseBegan(phase(execution)));
    }
  }

  @Override
  public void ended(String process, DelegateExecution execution, boolean deleted) {
    if (PHASES.contains(process)) {
      boolean well = !deleted && WELL.contains(execution.getCurrentActivityId());
      readers.publishEvent(new PhaseEnded(phase(execution), well, took(execution)));
    }
  }

  private Duration took(DelegateExecution execution) {
    return Executions.begunAt(execution)
        .map(begun -> Duration.between(begun, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private static PhaseOfRun phase(DelegateExecution execution) {
    Step step = Step.of(execution);
    return new PhaseOfRun(
        step.runId(),
        execution.getProcessInstanceId(),
        step.phase(),
        Step.phaseName(execution).orElseGet(step::phase));
  }

  @Override
  public void gone(DelegateTask task) {
    Duration took = Duration.between(task.getCreateTime().toInstant(), clock.instant());
    readers.publishEvent(new PeopleAnswered(task.getTaskDefinitionKey(), took));
  }
}
