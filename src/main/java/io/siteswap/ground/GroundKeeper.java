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
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration REPORT = Duration.ofMinutes(1);
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
  private final Clockwork clockwork = new Clockwork("ground");
  private final ExecutorService prober = Executors.newCachedThreadPool(GroundKeeper::daemon);

  GroundKeeper(DataSource database) {
    this.database = database;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ground-probe");
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
    } catch (OutOfMemoryError e) {
      LastWord.sayWithoutMemory();
    } catch (LinkageError e) {
      LastWord.sayWithoutClasses();
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
    clockwork.every(LOOK, this::look);
    clockwork.every(REPORT, guard::report);
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().remove(guard);
    clockwork.close();
    prober.shutdownNow();
  }

  private void look() {
    await(prober.submit(this::probe));
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
