package io.siteswap.runbook.watch;

import io.siteswap.engine.Retries;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.ManagerUnreachable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * A step that failed because something was away is tried again; one that failed for any other
 * reason is our mistake and becomes an incident at once.
 */
@Component
class RetryWhatMayPass implements Retries {
  private final Patience patience;
  private final ObjectProvider<Runs> runs;
  private final ApplicationEventPublisher listeners;

  RetryWhatMayPass(
      Patience patience, ObjectProvider<Runs> runs, ApplicationEventPublisher listeners) {
    this.patience = patience;
    this.runs = runs;
    this.listeners = listeners;
  }

  @Override
  public String cycle() {
    return patience.asRetryCycle();
  }

  /** What the run of the job waits for now. */
  @Override
  public void failed(String root, Throwable failure, Optional<Instant> next, boolean triedAgain) {
    String reason = reason(failure);
    runs.getObject()
        .find(root)
        .filter(Run::isOpen)
        .ifPresent(
            run -> {
              if (triedAgain) {
                runs.getObject().waits(run.id(), reason, next);
              } else {
                runs.getObject()
                    .waits(run.id(), "people, who try it again: " + reason, Optional.empty());
                listeners.publishEvent(new StandsStill(run.id(), reason));
              }
            });
  }

  @Override
  public boolean mayPass(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof ManagerUnreachable
                    || cause instanceof DataAccessException
                    || cause instanceof SQLException);
  }

  /** The Manager's words where there are some: the engine wraps them. */
  private static String reason(Throwable failure) {
    return causes(failure)
        .filter(ManagerUnreachable.class::isInstance)
        .findFirst()
        .orElse(failure)
        .getMessage();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
