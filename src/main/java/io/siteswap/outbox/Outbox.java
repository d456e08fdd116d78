package io.siteswap.outbox;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All that was and is to be said. */
@Repository
public class Outbox {
  private final JdbcClient database;
  private final InstantSource clock;

  Outbox(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** In the transaction that makes it true: without one nothing may be said. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void put(Message message) {
    database
        .sql(
            "insert into outbox (channel, subject, message_key, kind, body, written_at, next_at,"
                + " waits) select :channel, :subject, :key, :kind, :body, :now, :now, true"
                + " where not exists (select 1 from outbox where channel = :channel"
                + " and subject = :subject and message_key = :key)")
        .param("channel", message.channel())
        .param("subject", message.subject())
        .param("key", message.key())
        .param("kind", message.kind())
        .param("body", message.body())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
