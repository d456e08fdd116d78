package io.siteswap.runbook.watch;

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
import io.siteswap.runbook.OwnManagers;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one reader of the Manager while runs wait: it looks, settles changes, and wakes the runs that
 * wait for them.
 */
@Component
class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Waits waits;
  private final Runs runs;
  private final CarryOut carryOut;
  private final Undo undo;
  private final StretchClusters clusters;
  private final Managers managers;
  private final OwnManagers own;
  private final LedgerProperties ledger;
  private final InstantSource clock;

  Watch(
      Waits waits,
      Runs runs,
      CarryOut carryOut,
      Undo undo,
      StretchClusters clusters,
      Managers managers,
      OwnManagers own,
      LedgerProperties ledger,
      InstantSource clock) {
    this.waits = waits;
    this.runs = runs;
    this.carryOut = carryOut;
    this.undo = undo;
    this.clusters = clusters;
    this.managers = managers;
    this.own = own;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Looks once at each Manager that somebody waits for; at no other. */
  void look() {
    // Side by side: a Manager that hangs must not hold up the others.
    waits.inHand().stream()
        .collect(groupingBy(wait -> wait.run().cluster()))
        .values()
        .parallelStream()
        .forEach(ofOneCluster -> ofOneCluster.forEach(this::serve));
  }

  /** Once the last look has ended: the waits are free for other nodes. */
  void giveBack() {
    waits.giveBack();
  }

  private void serve(Wait wait) {
    wait.run().marked(() -> look(wait));
  }

  private void look(Wait wait) {
    try {
      if (!wait.isUndo() && carryOut.isIdle(wait.run().id(), wait.phase())) {
        waits.complete(wait, "settled");
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
      case SETTLED -> waits.complete(wait, "settled");
      case REFUSED -> refused(wait, outcome.description());
    }
  }

  private void refused(Wait wait, String description) {
    if (wait.isUndo()) {
      incident(wait, "undo refused: " + description);
    } else {
      waits.complete(wait, "refused");
    }
  }

  private void waitOn(Wait wait, String description) {
    Run run = runs.get(wait.run().id());
    Instant moved = run.progressAt().orElse(clock.instant());
    Instant until = moved.plus(ledger.settleTimeout());
    if (wait.isUndo() && until.isBefore(clock.instant())) {
      runs.progressed(run.id());
      incident(wait, "nothing has moved for " + ledger.settleTimeout() + ": " + description);
      return;
    }
    if (!run.waitingFor().equals(Optional.of(description))
        || !run.waitingUntil().equals(Optional.of(until))) {
      runs.waits(run.id(), description, Optional.of(until));
    }
    waits.goOn(wait, until, moved);
  }

  private void failed(Wait wait, RuntimeException failure) {
    Optional<Instant> next = waits.failed(wait, failure.getMessage(), stackTrace(failure));
    log.warn(
        "Run {} step {}: {}; {}",
        wait.run().id(),
        wait.phase(),
        failure.getMessage(),
        next.map(at -> "next try at " + at).orElse("people are called"));
    runs.waits(wait.run().id(), failure.getMessage(), next);
  }

  private void incident(Wait wait, String message) {
    runs.waits(wait.run().id(), "people, who try it again: " + message, Optional.empty());
    waits.incident(wait, message);
  }

  private static String stackTrace(Throwable failure) {
    var text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
