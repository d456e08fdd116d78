package io.siteswap.notice;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much was said lately. */
@Repository
class Sent {
  private final JdbcClient database;
  private final InstantSource clock;

  Sent(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How many letters were written within that time.
   *
   * @param subject empty: to anybody on that channel
   */
  int lately(String channel, String subject, Duration time) {
    return database
        .sql(
            "select count(*) from outbox where channel = :channel"
                + " and (:subject = '' or subject = :subject) and written_at > :since")
        .param("channel", channel)
        .param("subject", subject)
        .param("since", clock.instant().minus(time).atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }
}
