package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.runbook.watch.WatchForDrills;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node serves a wait. */
class WatchTest extends DrillTest {
  @Autowired private WatchForDrills watch;
  @Autowired private JdbcClient database;

  @BeforeEach
  void aRunThatWaitsForAHost() {
    drill.world(2, 4).start("fail-over-site", "north");
    drill.approve("approver-1").until(this::isWatchedWhileHostsEmpty);
  }

  private boolean isWatchedWhileHostsEmpty() {
    return drill.run().phase().filter("putHostsIntoMaintenance"::equals).isPresent()
        && worker().isPresent();
  }

  @Test
  void staysWithTheNodeThatServesIt() {
    String worker = worker().orElseThrow();
    drill.later(Duration.ofSeconds(1));

    watch.look();

    assertThat(worker()).contains(worker);
  }

  @Test
  void staysAsLongAsItIsServed() {
    database
        .sql("update act_ru_ext_task set lock_exp_time_ = ?")
        .param(drill.now().plusSeconds(2).atOffset(ZoneOffset.UTC))
        .update();
    drill.later(Duration.ofSeconds(1));

    watch.look();

    assertThat(lockedUntil()).isAfter(drill.now().plus(Duration.ofMinutes(5)));
  }

  @Test
  void isLeftAloneWhileAnotherNodeServesIt() {
    database.sql("update act_ru_ext_task set worker_id_ = 'another/1'").update();
    drill.later(Duration.ofSeconds(10)).forgetRequests();

    watch.look();

    assertThat(drill.requests()).isZero();
    assertThat(worker()).contains("another/1");
  }

  @Test
  void isGivenBackWhenItsNodeIsStopped() {
    watch.giveBack();

    assertThat(worker()).isEmpty();
  }

  private Optional<String> worker() {
    return database
        .sql("select worker_id_ from act_ru_ext_task where worker_id_ is not null")
        .query(String.class)
        .optional();
  }

  private Instant lockedUntil() {
    return database
        .sql("select lock_exp_time_ from act_ru_ext_task")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
