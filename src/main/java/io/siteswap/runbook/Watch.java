package io.siteswap.runbook;

import static java.util.stream.Collectors.groupingBy;

import io.siteswap.ledger.CarryOut;
import io.siteswap.ledger.Eyes;
import io.siteswap.ledger.LedgerMoved;
import io.siteswap.ledger.LedgerProperties;
import io.siteswap.ledger.Outcome;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.ledger.Undo;
import io.siteswap.manager.LockLost;
import io.siteswap.manager.Manager;
import io.siteswap.manager.Managers;
import io.siteswap.node.Lease;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one reader of the Manager while runs wait: it looks, settles changes, and wakes the runs that
 * wait for them. Whoever waits is a committed row in the database, and the node that has locked it
 * serves it until it is over: what it knows of the run would be read anew by another.
 */
@Component
class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final String TOPIC = "settle-changes";
  private static final int TASKS_AT_ONCE = 100;
  // Extended as long as the wait is served; what a dead node has locked is given free at once.
  private static final Duration LOCK = Duration.ofMinutes(10);

  private final ExternalTaskService tasks;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final Runs runs;
  private final CarryOut carryOut;
  private final Undo undo;
  private final StretchClusters clusters;
  private final Managers managers;
  private final OwnManagers own;
  private final Patience patience;
  private final LedgerProperties ledger;
  private final Lease lease;
  private final InstantSource clock;

  /** What this node serves: a lock alone may also be the pause after a failure. */
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  Watch(
      ExternalTaskService tasks,
      RuntimeService runtime,
      ManagementService management,
      Runs runs,
      CarryOut carryOut,
      Undo undo,
      StretchClusters clusters,
      Managers managers,
      OwnManagers own,
      Patience patience,
      LedgerProperties ledger,
      Lease lease,
      InstantSource clock) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.management = management;
    this.runs = runs;
    this.carryOut = carryOut;
    this.undo = undo;
    this.clusters = clusters;
    this.managers = managers;
    this.own = own;
    this.patience = patience;
    this.ledger = ledger;
    this.lease = lease;
    this.clock = clock;
  }

  /** A wait that this node serves now. */
  private record Wait(ExternalTask task, Run run, String phase) {
    boolean isUndo() {
      return task.getProcessDefinitionKey().equals(SharedProcesses.UNDO_PHASE);
    }
  }

  /** Looks once at each Manager that somebody waits for; at no other. */
  void look() {
    String worker = lease.worker();
    tasks
        .fetchAndLock(TASKS_AT_ONCE, worker)
        .topic(TOPIC, LOCK.toMillis())
        .variables()
        .execute()
        .forEach(task -> inHand.add(task.getId()));
    List<ExternalTask> locked =
        tasks
            .createExternalTaskQuery()
            .topicName(TOPIC)
            .workerId(worker)
            .locked()
            .active()
            .withRetriesLeft()
            .list();
    inHand.retainAll(locked.stream().map(ExternalTask::getId).toList());
    List<Wait> waits =
        locked.stream()
            .filter(task -> inHand.contains(task.getId()))
            .flatMap(task -> waitOf(task).stream())
            .toList();
    // Side by side: a Manager that hangs must not hold up the others.
    waits.stream().collect(groupingBy(wait -> wait.run().cluster())).values().parallelStream()
        .forEach(ofOneCluster -> ofOneCluster.forEach(this::serve));
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

  private void serve(Wait wait) {
    try {
      if (!wait.isUndo() && carryOut.isIdle(wait.run().id(), wait.phase())) {
        complete(wait, "settled");
        return;
      }
      StretchCluster cluster = clusters.named(wait.run().cluster());
      conclude(wait, outcome(wait, cluster));
    } catch (OptimisticLockingException | BadUserRequestException | LedgerMoved | LockLost e) {
      // Somebody aborted, the deadline passed, or another node went on: the next look tells.
      log.debug("wait {} is gone", wait.task().getId(), e);
    } catch (RuntimeException e) {
      failed(wait, e);
    }
  }

  private Outcome outcome(Wait wait, StretchCluster cluster) {
    Eyes eyes = (needed, following) -> managers.glance(cluster, needed, following);
    Manager manager = own.ofWait(cluster, wait.task().getWorkerId());
    return wait.isUndo()
        ? undo.look(wait.run().id(), wait.phase(), eyes, manager)
        : carryOut.look(wait.run().id(), wait.phase(), eyes, manager);
  }

  private void conclude(Wait wait, Outcome outcome) {
    switch (outcome.kind()) {
      case WAITING -> waitOn(wait, outcome.description());
      case SETTLED -> complete(wait, "settled");
      case REFUSED -> refused(wait, outcome.description());
    }
  }

  private void refused(Wait wait, String description) {
    if (wait.isUndo()) {
      incident(wait, "undo refused: " + description);
    } else {
      complete(wait, "refused");
    }
  }

  private void complete(Wait wait, String outcome) {
    tasks.complete(
        wait.task().getId(), wait.task().getWorkerId(), Map.of(Variables.OUTCOME, outcome));
  }

  private void waitOn(Wait wait, String description) {
    Run run = runs.get(wait.run().id());
    Instant until = run.progressAt().orElse(clock.instant()).plus(ledger.settleTimeout());
    if (wait.isUndo() && until.isBefore(clock.instant())) {
      runs.progressed(run.id());
      incident(wait, "nothing has moved for " + ledger.settleTimeout() + ": " + description);
      return;
    }
    if (!run.waitingFor().equals(Optional.of(description))
        || !run.waitingUntil().equals(Optional.of(until))) {
      runs.waits(run.id(), description, Optional.of(until));
    }
    postpone(wait, until);
    answersAgain(wait);
    keepLocked(wait.task());
  }

  private void keepLocked(ExternalTask task) {
    Instant enough = clock.instant().plus(LOCK.dividedBy(2));
    if (task.getLockExpirationTime().toInstant().isBefore(enough)) {
      tasks.extendLock(task.getId(), task.getWorkerId(), LOCK.toMillis());
    }
  }

  /** As long as things move, a phase is not stuck. */
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

  private void failed(Wait wait, RuntimeException failure) {
    int left = Optional.ofNullable(wait.task().getRetries()).orElse(patience.tries() + 1) - 1;
    Duration pause = patience.pause(left);
    log.warn(
        "Run {} step {}: {}; {}",
        wait.run().id(),
        wait.phase(),
        failure.getMessage(),
        left > 0 ? "next try in " + pause : "people are called");
    runs.waits(
        wait.run().id(),
        failure.getMessage(),
        left > 0 ? Optional.of(clock.instant().plus(pause)) : Optional.empty());
    fail(wait, failure.getMessage(), stackTrace(failure), left, pause);
  }

  private void incident(Wait wait, String message) {
    runs.waits(wait.run().id(), "people, who retry it in Cockpit: " + message, Optional.empty());
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

  private static String stackTrace(Throwable failure) {
    var text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
