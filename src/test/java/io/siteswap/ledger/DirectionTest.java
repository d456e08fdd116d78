package io.siteswap.ledger;

import static io.siteswap.ledger.Direction.BACK;
import static io.siteswap.ledger.Direction.FORWARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.Direction.Stage;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.plan.EnterMaintenance;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of one change, on its way there and on its way back. */
class DirectionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Observation SEEN = new Observation(NOW, "maintenance");

  private final Entry approved =
      Entry.planned(
          "0a1b2c3d-run",
          7,
          1,
          new StoredPlan.Item(
              "putHostsIntoMaintenance",
              new EnterMaintenance(new HostRef("id-north-1", "north-1"), "a drill")),
          ChangeState.APPROVED);
  private final Entry requested = FORWARD.requested(approved, NOW);

  @Test
  void isAskedForUnderANameOfItsOwn() {
    assertThat(FORWARD.stage(approved)).isEqualTo(Stage.PENDING);
    assertThat(FORWARD.stage(requested)).isEqualTo(Stage.ASKED);
    assertThat(requested.ask().correlationId()).contains("sw-0a1b2c3d-0007");
    assertThat(requested.ask().isDoubtful()).isTrue();
    assertThat(FORWARD.answered(requested, NOW).ask().isDoubtful()).isFalse();
  }

  @Test
  void anotherTryHasAnotherName() {
    Entry refused = FORWARD.refused(FORWARD.answered(requested, NOW), "the host is busy");
    assertThat(FORWARD.stage(refused)).isEqualTo(Stage.REFUSED);

    Entry again = FORWARD.requested(FORWARD.again(refused), NOW);

    assertThat(again.ask().correlationId()).contains("sw-0a1b2c3d-0007-2");
  }

  @Test
  void whatWasNeverAskedForWasSoAlready() {
    assertThat(FORWARD.reached(approved, SEEN).state()).isEqualTo(ChangeState.ALREADY);
    assertThat(FORWARD.reached(requested, SEEN).state()).isEqualTo(ChangeState.DONE);
  }

  @Test
  void onlyWhatWasAskedForIsBroughtBack() {
    assertThat(BACK.concerns(approved)).isFalse();
    assertThat(BACK.concerns(requested)).isTrue();
    assertThat(BACK.concerns(FORWARD.again(requested))).isTrue();
  }

  @Test
  void isBroughtBackUnderAnotherName() {
    Entry done = FORWARD.reached(requested, SEEN);
    Entry back = BACK.requested(done.with(ChangeState.REVERTING, ""), NOW);

    assertThat(BACK.stage(back)).isEqualTo(Stage.ASKED);
    assertThat(back.undo().correlationId()).contains("sw-0a1b2c3d-0007-undo");
    assertThat(BACK.reached(back, SEEN).state()).isEqualTo(ChangeState.REVERTED);
    assertThat(BACK.stage(BACK.reached(back, SEEN))).isEqualTo(Stage.OVER);
  }

  @Test
  void whatSomebodyElseHasChangedMeanwhileIsStranded() {
    Entry back = FORWARD.reached(requested, SEEN).with(ChangeState.REVERTING, "");

    assertThat(BACK.astray(back, new Observation(NOW, "is gone")).state())
        .isEqualTo(ChangeState.STRANDED);
    assertThat(FORWARD.astray(requested, SEEN).state()).isEqualTo(ChangeState.REFUSED);
  }

  @Test
  void aRefusedUndoIsReadyForAnotherTry() {
    Entry back = BACK.requested(requested.with(ChangeState.REVERTING, ""), NOW);
    Entry refused = BACK.refused(BACK.answered(back, NOW), "the host is busy");

    assertThat(BACK.stage(refused)).isEqualTo(Stage.REFUSED);
    assertThat(BACK.stage(BACK.again(refused))).isEqualTo(Stage.PENDING);
    assertThat(BACK.requested(BACK.again(refused), NOW).undo().correlationId())
        .contains("sw-0a1b2c3d-0007-undo-2");
  }
}
