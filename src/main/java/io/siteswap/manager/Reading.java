package io.siteswap.manager;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ovirt.engine.sdk4.Connection;

/** What was read, or why it could not be: what is not known must never look like what is fine. */
public record Reading<T>(Optional<T> value, String whyNot) {
  public static <T> Reading<T> of(T value) {
    return new Reading<>(Optional.of(value), "");
  }

  public static <T> Reading<T> failed(String whyNot) {
    return new Reading<>(Optional.empty(), whyNot);
  }

  static <T> Reading<T> of(Supplier<T> call) {
    try {
      return of(call.get());
    } catch (ManagerRefused | ManagerUnreachable e) {
      return failed(e.getMessage());
    }
  }

  static <T> CompletableFuture<Reading<T>> start(
      Calls calls, String what, Function<Connection, T> call) {
    return calls.start(what, call).thenApply(Reading::of);
  }

  static <T> Reading<T> join(CompletableFuture<Reading<T>> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ManagerRefused || e.getCause() instanceof ManagerUnreachable) {
        return failed(e.getCause().getMessage());
      }
      throw e;
    }
  }
}
