package io.siteswap.audit;

import java.time.Instant;
import org.camunda.bpm.engine.history.HistoricActivityInstance;

/**
 * One time that a box was gone through.
 *
 * @param step the id of the box
 * @param kind what kind of a box, in the engine's words
 * @param endedAt null while it is gone through
 * @param cancelled whether something else ended it
 * @param called the instance that it called; else null
 */
public record Passage(
    String id,
    String step,
    String kind,
    Instant startedAt,
    Instant endedAt,
    boolean cancelled,
    String called) {
  static Passage of(HistoricActivityInstance past) {
    return new Passage(
        past.getId(),
        past.getActivityId(),
        past.getActivityType(),
        past.getStartTime().toInstant(),
        Moments.of(past.getEndTime()),
        past.isCanceled(),
        past.getCalledProcessInstanceId());
  }
}
