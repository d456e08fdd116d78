package io.siteswap.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockworkTest {
  private static final Duration OFTEN = Duration.ofMillis(1);

  static Throwable[] failures() {
    return new Throwable[] {
      new IllegalStateException("for a test"),
      new StackOverflowError("for a test"),
      new NoClassDefFoundError("for a test"),
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverIsThrownTheNextTimeComes(Throwable failure) throws InterruptedException {
    CountDownLatch times = new CountDownLatch(3);
    try (Clockwork clockwork = new Clockwork("test")) {
      clockwork.every(
          OFTEN,
          () -> {
            times.countDown();
            ClockworkTest.<RuntimeException>rethrow(failure);
          });

      assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void aDaemonOfThatNameDoesIt() throws InterruptedException {
    AtomicReference<Thread> seen = new AtomicReference<>();
    CountDownLatch once = new CountDownLatch(1);
    try (Clockwork clockwork = new Clockwork("test")) {
      clockwork.every(
          Duration.ZERO,
          Duration.ofMinutes(1),
          () -> {
            seen.set(Thread.currentThread());
            once.countDown();
          });
      assertThat(once.await(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(seen.get().getName()).isEqualTo("test");
    assertThat(seen.get().isDaemon()).isTrue();
  }

  @Test
  void whatIsUnderWayMayEnd() throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Clockwork clockwork = new Clockwork("test");
    clockwork.every(
        OFTEN,
        () -> {
          began.countDown();
          await(go);
          ended.countDown();
        });
    assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
    go.countDown();

    assertThat(clockwork.closeWithin(Duration.ofSeconds(10))).isTrue();

    assertThat(ended.getCount()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
