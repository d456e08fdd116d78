package io.siteswap.ledger;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.plan.Change;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One call to the Manager that has been written down, and what became of it. */
record ManagerRequest(Entry entry, Change change, CorrelationId id) {

  /** What became of it: accepted, refused with words, or nobody knows. */
  record Answer(
      ManagerRequest request, Optional<String> refusal, Optional<ManagerUnreachable> doubt) {
    boolean isAccepted() {
      return refusal.isEmpty() && doubt.isEmpty();
    }
  }

  /**
   * Begins it beside others, as many at once as the Manager is to be asked: hosts of a dying site
   * must be asked close together (T-4).
   */
  CompletableFuture<Answer> start(Manager manager) {
    return manager
        .start(() -> change.ask(manager, id))
        .handle((nothing, failure) -> answer(failure));
  }

  private Answer answer(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      return new Answer(this, Optional.empty(), Optional.empty());
    }
    if (cause instanceof ManagerRefused refused) {
      return new Answer(this, Optional.of(refused.description()), Optional.empty());
    }
    if (cause instanceof ManagerUnreachable unreachable) {
      return new Answer(this, Optional.empty(), Optional.of(unreachable));
    }
    throw new IllegalStateException("asking for '" + change + "' failed", cause);
  }
}
