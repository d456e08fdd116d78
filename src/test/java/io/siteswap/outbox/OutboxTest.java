package io.siteswap.outbox;

import static io.siteswap.outbox.OutboxRig.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.transaction.IllegalTransactionStateException;

/** What is written is heard once, in its order, whatever the other side does. */
class OutboxTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  private Instant now = START;
  private final Desk desk = new Desk();
  private final OutboxRig rig = new OutboxRig(database(), () -> now, desk);

  /** Hears what it is told, unless it has something else to do first. */
  private static class Desk implements Messenger {
    final List<String> heard = new ArrayList<>();
    final List<Boolean> again = new ArrayList<>();
    final List<Map<String, String>> marks = new ArrayList<>();
    final Deque<RuntimeException> troubles = new ArrayDeque<>();
    boolean configured = true;

    @Override
    public boolean carries(String channel) {
      return configured;
    }

    @Override
    public void deliver(Message message, boolean mayHaveHeard) {
      again.add(mayHaveHeard);
      marks.add(Marks.current());
      if (!troubles.isEmpty()) {
        throw troubles.removeFirst();
      }
      heard.add(message.body());
    }
  }

  private static JdbcDataSource database() {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
    Flyway.configure().dataSource(source).load().migrate();
    return source;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void saysItInTheOrderInWhichItWasWritten() {
    rig.write("CHG1", "planned", "approved", "done");

    assertThat(rig.courier.carry(LANE)).isEmpty();
    assertThat(desk.heard).containsExactly("planned", "approved", "done");
    assertThat(rig.outbox.waiting(0, 100)).isEmpty();
  }

  /**
   * As often as it is tried, by whichever node: what writes it and what says it are two threads.
   */
  @Test
  void saysItWithTheMarksOfWhoeverWroteIt() {
    try (Marks marks = Marks.run("7f3a9c2e-run", "CHG1")) {
      marks.around(() -> rig.write("CHG1", "planned"));
    }
    rig.write("CHG1", "of nobody");
    desk.troubles.add(new NotNow("away", Optional.empty()));
    rig.courier.carry(LANE);
    now = START.plusSeconds(5);
    rig.courier.carry(LANE);

    assertThat(desk.marks)
        .extracting(marks -> marks.get("run"))
        .containsExactly("7f3a9c2e-run", "7f3a9c2e-run", null);
    assertThat(Marks.current()).isEmpty();
  }

  @Test
  void saysNothingOfWhatWasTakenBack() {
    assertThatThrownBy(
            () ->
                rig.inTransaction(
                    () -> {
                      rig.outbox.put(new Message("desk", "CHG1", "a", "note", "planned"));
                      throw new IllegalStateException("the step failed");
                    }))
        .hasMessage("the step failed");

    rig.courier.carry(LANE);
    assertThat(desk.heard).isEmpty();
  }

  @Test
  void takesNothingOutsideOfATransaction() {
    assertThatThrownBy(() -> rig.outbox.put(new Message("desk", "CHG1", "a", "note", "planned")))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void saysTheSameKeyOnce() {
    rig.write("CHG1", "planned");
    rig.courier.carry(LANE);
    rig.write("CHG1", "planned", "planned");
    rig.courier.carry(LANE);

    assertThat(desk.heard).containsExactly("planned");
  }

  @Test
  void holdsBackWhatComesBehindSomethingThatWaits() {
    rig.write("CHG1", "planned", "approved");
    desk.troubles.add(new NotNow("away", Optional.empty()));

    assertThat(rig.courier.carry(LANE)).contains(START.plusSeconds(5));
    assertThat(rig.courier.carry(LANE)).contains(START.plusSeconds(5));
    assertThat(desk.again).hasSize(1);
    assertThat(rig.outbox.waitingFor("CHG1")).extracting(Waiting::attempts).containsExactly(1, 0);

    now = START.plusSeconds(5);
    assertThat(rig.courier.carry(LANE)).isEmpty();
    assertThat(desk.heard).containsExactly("planned", "approved");
  }

  /** Each pause is twice as long, up to the longest. */
  @Test
  void asksRarerTheLongerItTakes() {
    rig.write("CHG1", "planned");
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      desk.troubles.add(new NotNow("away", Optional.empty()));
      Instant next = rig.courier.carry(LANE).orElseThrow();
      pauses.add(Duration.between(now, next));
      now = next;
    }

    assertThat(pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L);
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    rig.write("CHG1", "planned");
    desk.troubles.add(new NotNow("too many requests", Optional.of(Duration.ofHours(1))));
    assertThat(rig.courier.carry(LANE)).contains(START.plus(Duration.ofHours(1)));

    now = START.plus(Duration.ofHours(1));
    desk.troubles.add(new NotNow("too many requests", Optional.of(Duration.ofSeconds(1))));
    assertThat(rig.courier.carry(LANE)).contains(now.plusSeconds(10));
  }

  @Test
  void waitsForNoYearsThoughItIsAskedTo() {
    rig.write("CHG1", "planned");
    desk.troubles.add(new NotNow("later", Optional.of(Duration.ofSeconds(999_999_999))));

    assertThat(rig.courier.carry(LANE)).contains(START.plus(Courier.LONGEST));
  }

  /** The desk is asked whether it has heard it, from the second attempt on. */
  @Test
  void tellsWhetherItMayHaveBeenHeard() {
    rig.write("CHG1", "planned", "approved");
    desk.troubles.add(new NotNow("no answer", Optional.empty()));
    rig.courier.carry(LANE);
    now = now.plusSeconds(5);
    rig.courier.carry(LANE);

    assertThat(desk.again).containsExactly(false, true, false);
  }

  /** The claim is written before the call: whoever comes after the crash knows of it. */
  @Test
  void knowsAfterACrashThatItMayHaveBeenHeard() {
    rig.write("CHG1", "planned");
    Waiting one = rig.outbox.first(LANE).orElseThrow();
    assertThat(rig.outbox.attempt(one)).isTrue();
    assertThat(rig.outbox.attempt(one)).as("a second claim of the same attempt").isFalse();

    rig.courier.carry(LANE);
    assertThat(desk.again).containsExactly(true);
  }

  @Test
  void goesOnBehindWhatIsNeverTaken() {
    rig.write("CHG1", "implement", "approved");
    desk.troubles.add(new Undeliverable("no such state"));
    rig.courier.carry(LANE);

    assertThat(desk.heard).containsExactly("approved");
    assertThat(rig.outbox.waiting(0, 100))
        .singleElement()
        .satisfies(one -> assertThat(one.givenUp()).isTrue())
        .satisfies(one -> assertThat(one.trouble()).contains("no such state"));
  }

  @Test
  void keepsWhatNobodyCarriesAnyMore() {
    rig.write("CHG1", "planned");
    desk.configured = false;
    now = rig.courier.carry(LANE).orElseThrow();
    assertThat(rig.outbox.waiting(0, 100).get(0).trouble())
        .contains("'desk' is not configured any more");

    desk.configured = true;
    rig.courier.carry(LANE);
    assertThat(desk.heard).containsExactly("planned");
  }

  /** What fails by a mistake of ours is neither lost nor ends the courier. */
  @Test
  void survivesAMistake() {
    rig.write("CHG1", "planned");
    desk.troubles.add(new IllegalStateException("secret"));
    now = rig.courier.carry(LANE).orElseThrow();
    assertThat(rig.outbox.waiting(0, 100).get(0).trouble().orElseThrow()).doesNotContain("secret");

    rig.courier.carry(LANE);
    assertThat(desk.heard).containsExactly("planned");
  }

  @Test
  void warnsAfterADayAndIsUpAllTheSame() {
    OutboxHealth health = rig.bean(OutboxHealth.class);
    rig.write("CHG1", "planned");
    desk.troubles.add(new NotNow("away", Optional.empty()));
    rig.courier.carry(LANE);
    now = START.plus(Duration.ofHours(24)).minusMillis(1);
    assertThat(health.health().getDetails())
        .containsEntry("waiting", 1)
        .doesNotContainKey("warning");

    now = START.plus(Duration.ofHours(24));
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(health.health().getDetails().get("warning").toString())
        .contains("desk CHG1 has not heard since 2026-11-22T03:00:00Z: away");
  }

  /** A desk that is away for days: the health stays short, and is made of two questions. */
  @Test
  void namesOnlyTheFirstOfMany() {
    for (int i = 0; i < 300; i++) {
      rig.write("CHG" + i, "planned");
    }
    now = START.plus(Duration.ofHours(24));

    List<?> warning = (List<?>) rig.bean(OutboxHealth.class).health().getDetails().get("warning");

    assertThat(warning).hasSize(21);
    assertThat(warning.get(0).toString()).startsWith("desk CHG0 ");
    assertThat(warning.get(20)).isEqualTo("and 280 more");
  }

  @Test
  void countsWhatWaitsAndWhatWasGivenUpLately() {
    rig.write("CHG1", "implement", "approved");
    desk.troubles.add(new Undeliverable("no such state"));
    desk.troubles.add(new NotNow("away", Optional.empty()));
    rig.courier.carry(LANE);

    assertThat(rig.outbox.backlog()).isEqualTo(new Outbox.Backlog(1, 1, 1, Optional.of(START)));
    now = START.plus(Duration.ofDays(7));
    assertThat(rig.outbox.backlog()).isEqualTo(new Outbox.Backlog(1, 0, 1, Optional.of(START)));
    assertThat(rig.outbox.waiting(0, 10)).extracting(Waiting::givenUp).containsExactly(false);
  }
}
