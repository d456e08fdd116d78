package io.siteswap.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time of a machine whose clock is wrong. */
class DatabaseClockIT {
  private static final Duration ERROR = Duration.ofMinutes(5);

  private NodeRig rig;
  private NodeRig.Member process;
  private Instant machine = Instant.now().plus(ERROR);
  private DatabaseClock clock;

  @BeforeEach
  void aMachineWhoseClockIsAhead() {
    rig = new NodeRig();
    process = rig.member("one");
    clock = new DatabaseClock(() -> machine, () -> process.nanos);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void isTheMachinesUntilTheDatabaseIsReached() {
    assertThat(clock.instant()).isEqualTo(machine);
  }

  @Test
  void isThatOfTheDatabase() {
    clock.set(process.own);

    assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void goesOnWhateverTheMachineIsSetTo() {
    clock.set(process.own);
    Instant before = clock.instant();
    machine = machine.minus(Duration.ofDays(1));

    process.pass(Duration.ofSeconds(3));

    assertThat(clock.instant()).isEqualTo(before.plusSeconds(3));
  }

  /** A machine that was halted whole has missed that time passed. */
  @Test
  void isSetAgainWhenItIsWrong() {
    clock.set(process.own);
    process.pass(ERROR);

    clock.set(process.own);

    assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
  }
}
