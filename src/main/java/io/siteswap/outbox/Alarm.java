package io.siteswap.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes the courier, each lane on one node at a time, with threads of its own: a desk that hangs
 * holds up no run. Drills do it by hand.
 */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class Alarm {
  private static final Logger log = LoggerFactory.getLogger(Alarm.class);
  private static final int THREADS = 4;
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /** The fewest that the library allows: after these a node that has died leaves its lanes. */
  private static final int HEARTBEATS_MISSED = 4;

  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final InstantSource clock;
  private final CustomTask<Void> lanes;
  private final Scheduler scheduler;

  /**
   * The library itself offers no other clock than the machine's, which another node may not share.
   */
  private static final class Builder extends SchedulerBuilder {
    Builder(DataSource database, InstantSource clock, Task<?> task) {
      super(database, List.of(task));
      this.clock = clock::instant;
    }
  }

  Alarm(DataSource database, Outbox outbox, Courier courier, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.lanes =
        Tasks.custom("lane", Void.class)
            .onFailureReschedule(FixedDelay.of(SWEEP))
            .onDeadExecutionRevive()
            .execute((lane, context) -> goesOn(courier, Lane.of(lane.getId())));
    // What was written and committed just before a crash has nobody to wake it.
    RecurringTask<Void> sweep =
        Tasks.recurring("sweep", FixedDelay.of(SWEEP)).execute((all, context) -> sweep());
    this.scheduler =
        new Builder(database, clock, lanes)
            .startTasks(sweep)
            .tableName("outbox_wake")
            // By default the machine's name, which would be asked of a name service.
            .schedulerName(new SchedulerName.Fixed("outbox-" + UUID.randomUUID()))
            .threads(THREADS)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(HEARTBEATS_MISSED)
            .shutdownMaxWait(LONGEST_GOODBYE)
            .enableImmediateExecution()
            .build();
  }

  /** There is something to say in that lane. It may ring once too often, never too rarely. */
  void ring(Lane lane) {
    try {
      scheduler.scheduleIfNotExists(lanes.instance(lane.word()), clock.instant());
    } catch (RuntimeException e) {
      // It is committed already, and the sweep finds it.
      log.warn("{} is told a little later", lane.word(), e);
    }
  }

  private CompletionHandler<Void> goesOn(Courier courier, Lane lane) {
    Optional<Instant> next = courier.carry(lane);
    return (complete, operations) -> {
      if (next.isPresent()) {
        operations.reschedule(complete, next.get());
      } else {
        operations.remove();
        // Whoever wrote while this was still here has rung in vain.
        if (outbox.first(lane).isPresent()) {
          ring(lane);
        }
      }
    };
  }

  private void sweep() {
    outbox.lanes().forEach(this::ring);
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.start();
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    scheduler.stop();
  }
}
