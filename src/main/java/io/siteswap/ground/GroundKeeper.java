package io.siteswap.ground;

import ch.qos.logback.classic.LoggerContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks the database every second whether it still answers, and whether it still takes what is
 * written: each minute, and as soon as some failure makes one doubt it. Drills have no ground to
 * lose.
 */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class GroundKeeper {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long ANSWER_SECONDS = 5;
  private static final int SECONDS_BETWEEN_WRITES = 60;
  private static final String READ = "select probes from ground where id = 1";
  // A full disk lets one read.
  private static final String WRITE = "update ground set probes = probes + 1 where id = 1";

  private final DataSource database;
  private final AtomicBoolean doubted = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();
  private final Ground ground = new Ground(PATIENCE, LastWord::say);
  private final LogGuard guard = new LogGuard(this::lost);
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ground"));
  private final ExecutorService prober =
      Executors.newCachedThreadPool(task -> daemon(task, "ground-probe"));

  GroundKeeper(DataSource database) {
    this.database = database;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * What ends a thread in silence, and leaves a process behind that looks alive. Where memory is
   * used up, telling it may need some more, and classes that cannot be loaded any more.
   */
  private void uncaught(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      LastWord.sayWithoutMemory();
    }
    try {
      Loss.in(failure).ifPresent(this::lost);
      LoggerFactory.getLogger(GroundKeeper.class)
          .error("thread {} has ended", thread.getName(), failure);
    } catch (OutOfMemoryError | LinkageError e) {
      LastWord.sayWithoutMemory();
    }
  }

  Ground ground() {
    return ground;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    LastWord.prepare();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(guard);
    Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
    var unused = clockwork.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    var unusedReports = clockwork.scheduleWithFixedDelay(guard::report, 1, 1, TimeUnit.MINUTES);
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().remove(guard);
    clockwork.shutdownNow();
    prober.shutdownNow();
  }

  private void look() {
    try {
      Future<?> probe = prober.submit(this::probe);
      await(probe);
    } catch (OutOfMemoryError e) {
      // Thrown out of here it would end the looks, and nobody would know.
      LastWord.sayWithoutMemory();
    }
  }

  private void await(Future<?> probe) {
    try {
      probe.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      ground.holds();
    } catch (ExecutionException e) {
      Loss.in(e.getCause()).filter(loss -> loss == Loss.MEMORY).ifPresent(this::lost);
      ground.fails(describe(e.getCause()), System.nanoTime());
    } catch (TimeoutException e) {
      probe.cancel(true);
      ground.fails("the database does not answer", System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Doubted until it has been written to. */
  private void probe() {
    boolean writing = doubted.get() || looks.incrementAndGet() % SECONDS_BETWEEN_WRITES == 0;
    if (writing) {
      run(WRITE);
      doubted.set(false);
    } else {
      run(READ);
    }
  }

  private void run(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static String describe(Throwable failure) {
    return Loss.in(failure).map(Loss::sentence).orElse("the database does not answer")
        + ": "
        + failure.getMessage();
  }

  /** Memory that is used up can make anything fail in silence, so nobody waits for more. */
  private void lost(Loss loss) {
    doubted.set(true);
    if (loss == Loss.MEMORY) {
      LastWord.sayWithoutMemory();
    }
  }
}
