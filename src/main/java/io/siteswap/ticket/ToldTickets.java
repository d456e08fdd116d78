package io.siteswap.ticket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What desks that cannot be asked have told, signed, of their tickets: the newest counts. */
@Repository
class ToldTickets {
  private final JdbcClient database;

  ToldTickets(JdbcClient database) {
    this.database = database;
  }

  /** Something older than what is known is no news: deliveries overtake one another. */
  @Transactional
  public void tell(String desk, String number, String body, Instant sentAt) {
    int known =
        database
            .sql(
                "update ticket_told set body = ?, sent_at = ?"
                    + " where desk = ? and number = ? and sent_at <= ?")
            .params(
                body,
                sentAt.atOffset(ZoneOffset.UTC),
                desk,
                number,
                sentAt.atOffset(ZoneOffset.UTC))
            .update();
    if (known == 0) {
      database
          .sql(
              "insert into ticket_told (desk, number, body, sent_at) select :desk, :number, :body,"
                  + " :sent where not exists"
                  + " (select 1 from ticket_told where desk = :desk and number = :number)")
          .param("desk", desk)
          .param("number", number)
          .param("body", body)
          .param("sent", sentAt.atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  Optional<String> of(String desk, String number) {
    return database
        .sql("select body from ticket_told where desk = ? and number = ?")
        .params(desk, number)
        .query(String.class)
        .optional();
  }
}
