package io.siteswap.ledger;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.plan.Change;
import io.siteswap.site.Marks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One call to the Manager that has been written down, and what became of it. */
record ManagerRequest(Entry entry, Change change, CorrelationId id) {

  /**
   * What became of it: accepted, refused with words, or nobody knows.
   *
   * @param at when the answer came
   */
  record Answer(
      ManagerRequest request,
      Optional<String> refusal,
      Optional<ManagerUnreachable> doubt,
      Instant at) {
    boolean isAccepted() {
      return refusal.isEmpty() && doubt.isEmpty();
    }
  }

  /**
   * Begins it beside others, as many at once as the Manager is to be asked: hosts of a dying site
   * must be asked close together (T-4).
   */
  CompletableFuture<Answer> start(Manager manager, InstantSource clock) {
    return manager
        .start(() -> ask(manager))
        .handle((nothing, failure) -> answer(failure, manager, clock.instant()));
  }

  private void ask(Manager manager) {
    try (Marks marks = Marks.correlation(id.value())) {
      marks.around(() -> change.ask(manager, id));
    }
  }

  private Answer answer(Throwable failure, Manager manager, Instant at) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      return new Answer(this, Optional.empty(), Optional.empty(), at);
    }
    if (cause instanceof ManagerRefused refused) {
      return new Answer(this, Optional.of(words(refused, manager)), Optional.empty(), at);
    }
    if (cause instanceof ManagerUnreachable unreachable) {
      return new Answer(this, Optional.empty(), Optional.of(unreachable), at);
    }
    throw new IllegalStateException("asking for '" + change + "' failed", cause);
  }

  /** A refusal without a detail is explained by what the log says of the request. */
  private String words(ManagerRefused refused, Manager manager) {
    if (!refused.isWordless()) {
      return refused.description();
    }
    try {
      return manager.events(id).stream()
          .filter(ManagerEvent::isBad)
          .map(ManagerEvent::description)
          .reduce((first, last) -> last)
          .orElse(refused.description());
    } catch (ManagerUnreachable | ManagerRefused e) {
      return refused.description();
    }
  }
}
