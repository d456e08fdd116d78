package io.siteswap.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two that start at the same instant. */
class StartInTurnIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private NodeRig rig;
  private NodeRig.Member one;
  private StartInTurn first;
  private CompletableFuture<Void> second;

  @BeforeEach
  void theSecondWaits() {
    rig = new NodeRig();
    one = rig.member("one");
    first = starting(one);
    first.take();
    StartInTurn next = starting(rig.member("other"));
    second = CompletableFuture.runAsync(next::take);
    awaitThatItWaits();
  }

  private static StartInTurn starting(NodeRig.Member process) {
    return new StartInTurn(
        process.own, new DatabaseClock(InstantSource.system(), System::nanoTime));
  }

  private void awaitThatItWaits() {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (waiting() == 0) {
      assertThat(System.nanoTime()).as("nobody waits for a turn").isLessThan(until);
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();
  }

  private int waiting() {
    return rig.database
        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
        .query(Integer.class)
        .single();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void startsWhenTheFirstIsReady() throws Exception {
    first.prepare();

    second.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void startsWhenTheFirstHasDied() throws Exception {
    one.own.close();

    second.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }
}
