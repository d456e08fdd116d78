package io.siteswap.ground;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One failure is one line, and what the process stands on is watched. */
class LogGuardTest {
  private final List<Loss> lost = new ArrayList<>();
  private final LogGuard guard = new LogGuard(lost::add);
  private final Logger logger = new LoggerContext().getLogger("some.framework");

  @Test
  void theSameFailureIsLoggedOnceAndThenCounted() {
    assertThat(warn(new SQLException("closed"))).isEqualTo(FilterReply.NEUTRAL);
    assertThat(warn(new SQLException("closed"))).isEqualTo(FilterReply.DENY);
    assertThat(warn(new SQLException("another"))).isEqualTo(FilterReply.NEUTRAL);

    guard.report();

    assertThat(warn(new SQLException("closed"))).isEqualTo(FilterReply.NEUTRAL);
  }

  /** Through the logger itself, which hands a failure behind values over as one of them. */
  @Test
  void aFailureBehindValuesIsOneAsWell() {
    LoggerContext context = new LoggerContext();
    context.addTurboFilter(guard);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    Logger watch = context.getLogger("watch");
    watch.addAppender(lines);

    for (int second = 0; second < 60; second++) {
      watch.error(
          "could not look; again in {}", second, new IOException("No space left on device"));
      watch.error("could not look at {}; again in {}", "demo", second, new SQLException("closed"));
    }

    assertThat(lines.list).hasSize(2);
    assertThat(lost).contains(Loss.DISK);
  }

  @Test
  void whatIsNoFailureIsNotCounted() {
    assertThat(warn(null)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(warn(null)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void whatAFrameworkSwallowsTellsThatTheGroundIsGone() {
    warn(new IllegalStateException("in a job", new OutOfMemoryError("Java heap space")));
    warn(new IllegalStateException("in a job", new IOException("No space left on device")));
    warn(new IllegalStateException("in a job", new SQLException("closed", "90098", 90_098)));
    warn(new IllegalStateException("in a job", new SQLException("full", "53100")));
    warn(new IllegalStateException("in a job", new SQLException("duplicate", "23505")));

    assertThat(lost).containsExactly(Loss.MEMORY, Loss.DISK, Loss.DATABASE, Loss.DISK);
  }

  @Test
  void aDatabaseThatComesBackInTimeEndsNothing() {
    List<String> ended = new ArrayList<>();
    Ground ground = new Ground(Duration.ofSeconds(15), ended::add);

    ground.fails("the database does not answer", 0);
    assertThat(ground.missing()).contains("the database does not answer");
    ground.fails("the database does not answer", Duration.ofSeconds(14).toNanos());
    ground.holds();
    ground.fails("the database does not answer", Duration.ofSeconds(20).toNanos());

    assertThat(ended).isEmpty();
  }

  @Test
  void aDatabaseThatStaysAwayEndsTheProcess() {
    List<String> ended = new ArrayList<>();
    Ground ground = new Ground(Duration.ofSeconds(15), ended::add);

    ground.fails("the database is closed", 0);
    ground.fails("the database does not answer", Duration.ofSeconds(15).toNanos());

    assertThat(ended).containsExactly("the database is closed");
  }

  private FilterReply warn(Throwable failure) {
    return guard.decide(null, logger, Level.WARN, "it failed", new Object[0], failure);
  }
}
