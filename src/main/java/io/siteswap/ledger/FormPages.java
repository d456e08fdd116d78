package io.siteswap.ledger;

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

  FormPages(JdbcClient database) {
    this.database = database;
  }

  /**
   * In the transaction in which the question is asked; replaces the page of the question before.
   */
  @Transactional
  public void keep(String runId, String name, String page) {
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
}
