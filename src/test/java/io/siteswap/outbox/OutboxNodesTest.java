package io.siteswap.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL say each message once, and each subject's in its order. */
class OutboxNodesTest {
  private static final int SUBJECTS = 12;
  private static final int EACH = 5;

  private static EmbeddedPostgres postgres;
  private static DataSource database;

  /** Both nodes speak to the same desk. */
  private static class Desk implements Messenger {
    final Map<String, Queue<String>> heard = new ConcurrentHashMap<>();
    final CountDownLatch all = new CountDownLatch(SUBJECTS * EACH);

    @Override
    public boolean carries(String channel) {
      return true;
    }

    @Override
    public void deliver(Message message, boolean again) {
      heard
          .computeIfAbsent(message.subject(), any -> new ConcurrentLinkedQueue<>())
          .add(message.body());
      all.countDown();
    }
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).load().migrate();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void sayEachMessageOnce() throws InterruptedException {
    Desk desk = new Desk();
    try (OutboxRig one = node(desk);
        OutboxRig other = node(desk)) {
      one.bean(Alarm.class).start();
      other.bean(Alarm.class).start();
      for (int i = 0; i < EACH; i++) {
        for (int subject = 0; subject < SUBJECTS; subject++) {
          (i % 2 == 0 ? one : other).write("CHG" + subject, "text " + i);
        }
      }

      assertThat(desk.all.await(60, TimeUnit.SECONDS)).as("all was said").isTrue();
    }
    List<String> inOrder = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      inOrder.add("text " + i);
    }
    assertThat(desk.heard).hasSize(SUBJECTS);
    assertThat(desk.heard.values())
        .allSatisfy(h -> assertThat(h).containsExactlyElementsOf(inOrder));
  }

  private static OutboxRig node(Desk desk) {
    return new OutboxRig(database, InstantSource.system(), desk, Alarm.class);
  }
}
