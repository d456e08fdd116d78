package io.siteswap.runbook.watch;

import io.siteswap.ledger.Runs;
import io.siteswap.node.Lease;
import io.siteswap.runbook.Variables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The engine's side of the waits: whoever waits is a committed row in the database, and the node
 * that has locked it serves it until it is over: what it knows of the run would be read anew by
 * another.
 */
@Component
class Waits {
  private static final Logger log = LoggerFactory.getLogger(Waits.class);
  private static final String TOPIC = "settle-changes";
  private static final int TASKS_AT_ONCE = 100;
  // Extended as long as the wait is served; what a dead node has locked is given free at once.
  private static final Duration LOCK = Duration.ofMinutes(10);

  // A look is late by a twentieth of what it waits for, and never by more than some seconds.
  private static final int STILL_TO_PAUSE = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ExternalTaskService tasks;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final Runs runs;
  private final Patience patience;
  private final Lease lease;
  private final InstantSource clock;

  /** What this node serves, and when next: a lock alone may also be the pause after a failure. */
  private final Map<String, Instant> inHand = new ConcurrentHashMap<>();

  Waits(
      ExternalTaskService tasks,
      RuntimeService runtime,
      ManagementService management,
      Runs runs,
      Patience patience,
      Lease lease,
      InstantSource clock) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.management = management;
    this.runs = runs;
    this.patience = patience;
    this.lease = lease;
    this.clock = clock;
  }

  /** All that this node serves and is due, with what nobody else serves yet. */
  List<Wait> inHand() {
    String worker = lease.worker();
    tasks
        .fetchAndLock(TASKS_AT_ONCE, worker)
        .topic(TOPIC, LOCK.toMillis())
        .variables()
        .execute()
        .forEach(task -> inHand.put(task.getId(), Instant.MIN));
    List<ExternalTask> locked =
        tasks
            .createExternalTaskQuery()
            .topicName(TOPIC)
            .workerId(worker)
            .locked()
            .active()
            .withRetriesLeft()
            .list();
    inHand.keySet().retainAll(locked.stream().map(ExternalTask::getId).toList());
    return locked.stream().filter(this::isDue).flatMap(task -> waitOf(task).stream()).toList();
  }

  /** Once nobody serves them here: they are free for other nodes. */
  void giveBack() {
    inHand.keySet().forEach(this::giveBack);
    inHand.clear();
  }

  private void giveBack(String task) {
    try {
      tasks.unlock(task);
    } catch (ProcessEngineException e) {
      log.debug("wait {} is gone", task, e);
    }
  }

  private boolean isDue(ExternalTask task) {
    Instant now = clock.instant();
    Instant next = inHand.get(task.getId());
    // A clock that was set back must not make it wait longer.
    return next != null && (!now.isBefore(next) || now.plus(LONGEST_PAUSE).isBefore(next));
  }

  /** None when somebody has ended it meanwhile. */
  private Optional<Wait> waitOf(ExternalTask task) {
    VariableInstance phase =
        runtime
            .createVariableInstanceQuery()
            .processInstanceIdIn(task.getProcessInstanceId())
            .variableName(Variables.PHASE)
            .singleResult();
    ProcessInstance instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult();
    return phase == null || instance == null
        ? Optional.empty()
        : runs.find(instance.getRootProcessInstanceId())
            .map(run -> new Wait(task, run, (String) phase.getValue()));
  }

  void complete(Wait wait, String outcome) {
    tasks.complete(
        wait.task().getId(), wait.task().getWorkerId(), Map.of(Variables.OUTCOME, outcome));
  }

  /**
   * Until then something may move; as long as things move, a phase is not stuck. What takes long
   * need not be seen at once: it is looked at the less, the longer nothing has moved.
   */
  void goOn(Wait wait, Instant until, Instant moved) {
    postpone(wait, until);
    answersAgain(wait);
    keepLocked(wait.task());
    Instant now = clock.instant();
    Duration pause = Duration.between(moved, now).dividedBy(STILL_TO_PAUSE);
    inHand.replace(
        wait.task().getId(), now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }

  private void keepLocked(ExternalTask task) {
    Instant enough = clock.instant().plus(LOCK.dividedBy(2));
    if (task.getLockExpirationTime().toInstant().isBefore(enough)) {
      tasks.extendLock(task.getId(), task.getWorkerId(), LOCK.toMillis());
    }
  }

  private void postpone(Wait wait, Instant until) {
    Job deadline =
        management
            .createJobQuery()
            .processInstanceId(wait.task().getProcessInstanceId())
            .timers()
            .singleResult();
    if (deadline != null && deadline.getDuedate().toInstant().isBefore(until.minusMillis(500))) {
      management.setJobDuedate(deadline.getId(), Date.from(until));
    }
  }

  private void answersAgain(Wait wait) {
    Integer retries = wait.task().getRetries();
    if (retries != null && retries != patience.tries()) {
      tasks.setRetries(wait.task().getId(), patience.tries());
    }
  }

  /** Served again after a pause; returns when, or nothing where people have to retry it. */
  Optional<Instant> failed(Wait wait, String message, String details) {
    int left = Optional.ofNullable(wait.task().getRetries()).orElse(patience.tries() + 1) - 1;
    Duration pause = patience.pause(left);
    fail(wait, message, details, left, pause);
    return left > 0 ? Optional.of(clock.instant().plus(pause)) : Optional.empty();
  }

  /** An incident at once, which people retry. */
  void incident(Wait wait, String message) {
    fail(wait, message, message, 0, Duration.ZERO);
  }

  private void fail(Wait wait, String message, String details, int left, Duration pause) {
    try {
      inHand.remove(wait.task().getId());
      tasks.handleFailure(
          wait.task().getId(), wait.task().getWorkerId(), message, details, left, pause.toMillis());
    } catch (OptimisticLockingException | BadUserRequestException e) {
      log.debug("wait {} is gone", wait.task().getId(), e);
    }
  }
}
