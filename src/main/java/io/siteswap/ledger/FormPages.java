package io.siteswap.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is laid before people, kept beside the run and not as a variable: whoever may write a
 * variable could show them something else than what is carried out.
 */
@Repository
public class FormPages {
  private final JdbcClient database;
  private final InstantSource clock;

  FormPages(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A page as it lay before people from then on. */
  public record Shown(Instant at, String page) {}

  /**
   * In the transaction in which the question is asked; replaces the page of the question before.
   */
  @Transactional
  public void keep(String runId, String name, String page) {
    if (find(runId, name).filter(page::equals).isPresent()) {
      return;
    }
    database
        .sql("insert into form_page_shown (run_id, name, at, page) values (?, ?, ?, ?)")
        .params(runId, name, Instants.toSql(clock.instant()), page)
        .update();
    int replaced =
        database
            .sql("update form_page set page = ? where run_id = ? and name = ?")
            .params(page, runId, name)
            .update();
    if (replaced == 0) {
      database
          .sql("insert into form_page (run_id, name, page) values (?, ?, ?)")
          .params(runId, name, page)
          .update();
    }
  }

  public Optional<String> find(String runId, String name) {
    return database
        .sql("select page from form_page where run_id = ? and name = ?")
        .params(runId, name)
        .query(String.class)
        .optional();
  }

  /** All pages of that name that lay before people, in that order. */
  public List<Shown> shown(String runId, String name) {
    return database
        .sql("select at, page from form_page_shown where run_id = ? and name = ? order by id")
        .params(runId, name)
        .query(
            (row, number) -> new Shown(Instants.of(row, "at").orElseThrow(), row.getString("page")))
        .list();
  }
}
