package io.siteswap.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may act upon what he holds, and who takes it over. */
class LeaseIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private NodeRig rig;
  private NodeRig.Member one;
  private NodeRig.Member other;

  @BeforeEach
  void twoOfWhichOneHoldsSomething() {
    rig = new NodeRig();
    one = rig.member("one");
    one.begin();
    other = rig.member("other");
    other.begin();
    other.live(1);
    one.hold("job");
    other.hold("wait");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatASilentOneHoldsIsTakenOver() {
    other.live((int) Lease.SILENCE.toSeconds() - 1);
    assertThat(rig.holder("job")).isEqualTo(one.lease.worker());

    other.live(1);

    assertThat(rig.holder("job")).isEmpty();
    assertThat(rig.holder("wait")).isEqualTo(other.lease.worker());
  }

  @Test
  void whoLivesKeepsWhatItHolds() {
    for (int second = 0; second < 20; second++) {
      one.live(1);
      other.live(1);
    }

    assertThat(rig.holder("job")).isEqualTo(one.lease.worker());
    assertThat(one.lease.isHeldBy(one.lease.worker())).isTrue();
  }

  /** So that there is never more than one who acts. */
  @Test
  void actsNoMoreBeforeOthersTakeOver() {
    other.live((int) Lease.HELD.toSeconds());
    one.pass(Lease.HELD);

    assertThat(one.lease.isHeldBy(one.lease.worker())).isFalse();
    assertThat(rig.holder("job")).isEqualTo(one.lease.worker());
  }

  @Test
  void actsNoMoreEvenWhereNoTimeHasPassed() {
    other.live((int) Lease.SILENCE.toSeconds());

    assertThat(one.lease.isHeldBy(one.lease.worker())).isFalse();
  }

  @Test
  void whoWasHaltedTakesPartUnderANewName() {
    String lost = one.lease.worker();
    other.live((int) MINUTE.toSeconds());
    one.pass(MINUTE);

    one.live(1);

    assertThat(one.lease.worker()).isNotEqualTo(lost);
    assertThat(one.lease.isHeldBy(one.lease.worker())).isTrue();
    assertThat(one.lease.isHeldBy(lost)).isFalse();
  }

  /** What it had taken in the moment of waking, under the name that counts no more. */
  @Test
  void whoWasHaltedLeavesNothingBehind() {
    other.live((int) Lease.SILENCE.toSeconds());
    rig.database.sql("delete from held where what = 'job'").update();
    one.hold("job");

    one.live(1);

    assertThat(rig.holder("job")).isEmpty();
  }

  @Test
  void whoWasHaltedTakesNobodyOver() {
    other.pass(MINUTE);
    other.live(1);
    one.live(1);
    other.live((int) Lease.SILENCE.toSeconds() - 1);

    assertThat(rig.holder("job")).isEqualTo(one.lease.worker());
  }

  /** It may have been halted in the middle of a transaction, and hold rows for hours. */
  @Test
  void whatASilentOneHasBegunIsUndone() throws SQLException {
    try (Connection open = one.connections.getConnection();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.executeUpdate("update journal_head set sequence = 7");

      other.live((int) Lease.SILENCE.toSeconds());

      try (Connection next = other.connections.getConnection();
          Statement free = next.createStatement()) {
        free.execute("set lock_timeout = '5s'");
        assertThat(free.executeUpdate("update journal_head set sequence = 0 where sequence = 0"))
            .isEqualTo(1);
      }
      assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whoStartsAgainTakesItsOwnBackAtOnce() {
    NodeRig.Member again = rig.member("one");

    again.begin();

    assertThat(rig.holder("job")).isEmpty();
    assertThatThrownBy(() -> one.live(1)).isInstanceOf(Lease.NameTaken.class);
    assertThat(one.lease.isHeldBy(one.lease.worker())).isFalse();
  }

  @Test
  void theNameOfALivingOneIsRefused() {
    NodeRig.Member namesake = rig.member("one");
    one.live(1);

    assertThatThrownBy(namesake::begin)
        .isInstanceOf(WrongConfiguration.class)
        .hasMessageContaining("'one'");
    assertThat(rig.holder("job")).isEqualTo(one.lease.worker());
  }
}
