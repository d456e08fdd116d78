package io.siteswap.audit;

import java.time.Instant;
import org.camunda.bpm.engine.history.HistoricProcessInstance;

/**
 * A process that took part in a run: the runbook itself, or one that it called.
 *
 * @param process the id of its model
 * @param name how that is called
 * @param version of the model that it ran on
 * @param endedAt null while it is open, as are the others where there is nothing to tell
 * @param calledBy the instance that called it
 */
public record Instance(
    String id,
    String process,
    String name,
    int version,
    String definition,
    Instant startedAt,
    Instant endedAt,
    String calledBy) {
  static Instance of(HistoricProcessInstance past) {
    return new Instance(
        past.getId(),
        past.getProcessDefinitionKey(),
        past.getProcessDefinitionName(),
        past.getProcessDefinitionVersion(),
        past.getProcessDefinitionId(),
        past.getStartTime().toInstant(),
        Moments.of(past.getEndTime()),
        past.getSuperProcessInstanceId());
  }
}
