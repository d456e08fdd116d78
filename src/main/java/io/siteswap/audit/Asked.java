package io.siteswap.audit;

import java.time.Instant;
import org.camunda.bpm.engine.history.HistoricTaskInstance;

/**
 * What people were asked in a run.
 *
 * @param instance in which
 * @param step the id of the box
 * @param endedAt null while they are asked
 * @param who had taken it at the end; null for nobody
 */
public record Asked(
    String id, String instance, String step, String name, Instant at, Instant endedAt, String who) {
  static Asked of(HistoricTaskInstance task) {
    return new Asked(
        task.getId(),
        task.getProcessInstanceId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        task.getStartTime().toInstant(),
        Moments.of(task.getEndTime()),
        task.getAssignee());
  }
}
