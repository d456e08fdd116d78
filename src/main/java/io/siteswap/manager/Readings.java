package io.siteswap.manager;

import io.siteswap.manager.inventory.Reading;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Makes readings of calls: one that the Manager refuses or does not answer is a reading, too. */
final class Readings {
  private Readings() {}

  static <T> Reading<T> of(Supplier<T> call) {
    try {
      return Reading.of(call.get());
    } catch (ManagerRefused | ManagerUnreachable e) {
      return Reading.failed(e.getMessage());
    }
  }

  static <T> CompletableFuture<Reading<T>> of(CompletableFuture<T> call) {
    return call.thenApply(Reading::of).exceptionally(Readings::whyNot);
  }

  private static <T> Reading<T> whyNot(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ManagerRefused || cause instanceof ManagerUnreachable) {
      return Reading.failed(cause.getMessage());
    }
    throw new CompletionException(cause);
  }
}
