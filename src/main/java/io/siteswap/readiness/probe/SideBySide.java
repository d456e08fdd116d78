package io.siteswap.readiness.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks many at once, and waits for none longer than whoever asks can bear. */
public final class SideBySide {
  private static final int AT_ONCE = 16;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private SideBySide() {}

  /** The answers in the order of the questions; {@code late} stands in for what did not come. */
  static <Q, A> List<A> ask(List<Q> questions, Function<Q, A> ask, Function<Q, A> late) {
    return ask(questions, ask, late, AT_ONCE, LONGEST);
  }

  /** The same with so many at once, and waiting so long for all of them together. */
  public static <Q, A> List<A> ask(
      List<Q> questions, Function<Q, A> ask, Function<Q, A> late, int atOnce, Duration longest) {
    if (questions.isEmpty()) {
      return List.of();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(atOnce, questions.size()),
            task -> {
              Thread thread = new Thread(task, "probe");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<A>> futures =
          threads.invokeAll(
              questions.stream().map(question -> (Callable<A>) () -> ask.apply(question)).toList(),
              longest.toMillis(),
              TimeUnit.MILLISECONDS);
      List<A> answers = new ArrayList<>();
      for (int at = 0; at < futures.size(); at++) {
        answers.add(answer(futures.get(at), questions.get(at), late));
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return questions.stream().map(late).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static <Q, A> A answer(Future<A> future, Q question, Function<Q, A> late)
      throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException e) {
      return late.apply(question);
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking " + question + " failed", e.getCause());
    }
  }
}
