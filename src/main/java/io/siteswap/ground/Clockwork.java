package io.siteswap.ground;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does things again and again for as long as the process lives. Whatever goes wrong, the next time
 * comes: a task that throws would never be called again, and nobody would know.
 */
public final class Clockwork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Clockwork.class);

  private final String name;
  private final ScheduledExecutorService threads;

  /** One thing at a time. */
  public Clockwork(String name) {
    this(name, 1);
  }

  /** So many at a time, so that one that hangs does not hold up the others. */
  public Clockwork(String name, int threads) {
    this.name = name;
    this.threads =
        new ScheduledThreadPoolExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** For the first time after one interval, which is also the pause between two times. */
  public void every(Duration interval, Runnable task) {
    every(interval, interval, task);
  }

  /** For the first time after {@code first}. */
  public void every(Duration first, Duration interval, Runnable task) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> run(task, "it tries again in " + interval),
            first.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** At the next opportunity, and not again; not at all once it is closed. */
  public void once(Runnable task) {
    threads.execute(() -> run(task, "it does not try again"));
  }

  private void run(Runnable task, String then) {
    try {
      task.run();
    } catch (OutOfMemoryError e) {
      LastWord.sayWithoutMemory();
    } catch (RuntimeException | Error e) {
      log.error("{} has failed; {}", name, then, e);
    }
  }

  /** What is under way may end; false when it has not, and was interrupted. */
  public boolean closeWithin(Duration patience) throws InterruptedException {
    threads.shutdown();
    boolean ended = threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    close();
    return ended;
  }

  /** At once. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
