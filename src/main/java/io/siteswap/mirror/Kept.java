package io.siteswap.mirror;

import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Under which ids the Manager keeps what it was told. */
@Repository
class Kept {
  private final JdbcClient database;

  Kept(JdbcClient database) {
    this.database = database;
  }

  /** The id of a part of the run: of the job where the part is empty. */
  Optional<String> find(String run, String part) {
    return database
        .sql("select id from mirror where run_id = ? and part = ?")
        .params(run, part(part))
        .query(String.class)
        .optional();
  }

  Set<String> all(String run) {
    return database
        .sql("select id from mirror where run_id = ?")
        .param(run)
        .query(String.class)
        .set();
  }

  void keep(String run, String part, String id) {
    database
        .sql("insert into mirror (run_id, part, id) values (?, ?, ?)")
        .params(run, part(part), id)
        .update();
  }

  /** The Manager does not want to hear of that run. */
  boolean isUnwanted(String run) {
    return find(run, "").filter(String::isEmpty).isPresent();
  }

  void keepUnwanted(String run) {
    keep(run, "", "");
  }

  /** Of a run whose job the Manager has lost, and all steps with it. */
  void forget(String run) {
    database.sql("delete from mirror where run_id = ?").param(run).update();
  }

  private static String part(String part) {
    return part.isEmpty() ? "job" : part;
  }
}
