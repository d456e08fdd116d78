package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.plan.Change;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose turn it is: waves, lanes, and what is left when people go on without what stands still. */
class WavesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Duration PAUSE = Duration.ofMinutes(2);
  private static final HostRef NORTH = new HostRef("id-north-1", "north-1");
  private static final HostRef SOUTH = new HostRef("id-south-1", "south-1");

  @Test
  void aWaveWaitsForTheOneBefore() {
    Entry first = entry(1, 1, REQUESTED);
    Entry second = entry(2, 2, APPROVED);

    Waves waves = Waves.of(List.of(first, second), NOW);

    assertThat(waves.admit(first.change())).isTrue();
    assertThat(waves.admit(second.change())).isFalse();
  }

  @Test
  void aWaveBeginsAPauseAfterTheLastOfTheOneBefore() {
    Entry done = entry(1, 1, REQUESTED).done(new Observation(NOW, "runs on north-1"));
    Entry next = entry(2, 2, APPROVED);

    assertThat(Waves.of(List.of(done, next), NOW).admit(next.change())).isFalse();
    assertThat(Waves.of(List.of(done, next), NOW).pause()).isPresent();
    assertThat(Waves.of(List.of(done, next), NOW.plus(PAUSE)).admit(next.change())).isTrue();
  }

  @Test
  void whatWasSoAlreadyNeedsNoPause() {
    Entry already = entry(1, 1, APPROVED).already(new Observation(NOW, "runs on north-1"));
    Entry next = entry(2, 2, APPROVED);

    assertThat(Waves.of(List.of(already, next), NOW).admit(next.change())).isTrue();
  }

  @Test
  void aLaneTakesInOnlySoMany() {
    Lanes lanes = new Lanes(new LedgerProperties(PAUSE, 2, 5, 10, Duration.ofSeconds(10)));

    assertThat(lanes.admit(change(1, 1))).isTrue();
    assertThat(lanes.admit(change(2, 1))).isTrue();
    assertThat(lanes.admit(change(3, 1))).isFalse();
  }

  @Test
  void whatWasRefusedIsLeftBeforeAnythingElse() {
    Entry refused = entry(1, 1, REFUSED);
    Entry moving = entry(2, 1, REQUESTED);

    assertThat(Standstill.of(List.of(refused, moving), Optional.empty())).containsExactly(refused);
  }

  @Test
  void whatOnlyWaitsForItsTurnIsNotLeft() {
    Entry hangs = entry(1, 1, REQUESTED);
    Entry waits = entry(2, 2, APPROVED);

    assertThat(Standstill.of(List.of(hangs, waits), Optional.empty())).containsExactly(hangs);
  }

  @Test
  void anAbortLeavesAllThatIsNotDone() {
    Entry hangs = entry(1, 1, REQUESTED);
    Entry waits = entry(2, 2, APPROVED);

    assertThat(Standstill.ofAborted(List.of(hangs, waits))).containsExactly(hangs, waits);
  }

  private static Entry entry(int number, int wave, ChangeState state) {
    return Entry.planned(
        "0a1b2c3d-run",
        number,
        1,
        new StoredPlan.Item("bringVmsHome", change(number, wave)),
        state);
  }

  private static Change change(int number, int wave) {
    return new MigrateVm(
        new VmRef("id-vm-" + number, "vm-" + number),
        SOUTH,
        NORTH,
        Optional.of(new Wave(wave, PAUSE)),
        MigrateVm.Way.AWAY);
  }
}
