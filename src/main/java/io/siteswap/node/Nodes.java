package io.siteswap.node;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of all processes that share the database. */
class Nodes {
  private final NodeDatabase database;

  Nodes(NodeDatabase database) {
    this.database = database;
  }

  /**
   * One of them.
   *
   * @param worker under which it holds things; none when another has taken over what it held
   * @param process names its sessions
   * @param beat grows as long as it lives
   */
  record Row(String name, Optional<String> worker, String process, long beat) {}

  private JdbcClient sql() {
    return database.client();
  }

  List<Row> all() {
    return sql()
        .sql("select name, worker, process, beat from node order by name")
        .query(
            (row, number) ->
                new Row(
                    row.getString("name"),
                    Optional.ofNullable(row.getString("worker")),
                    row.getString("process"),
                    row.getLong("beat")))
        .list();
  }

  Optional<Row> find(String name) {
    return all().stream().filter(row -> row.name().equals(name)).findFirst();
  }

  void write(Row row) {
    int known =
        sql()
            .sql(
                "update node set worker = ?, process = ?, beat = ?, seen_at = current_timestamp"
                    + " where name = ?")
            .params(row.worker().orElse(null), row.process(), row.beat(), row.name())
            .update();
    if (known == 0) {
      sql()
          .sql(
              "insert into node (name, worker, process, beat, seen_at)"
                  + " values (?, ?, ?, ?, current_timestamp)")
          .params(row.name(), row.worker().orElse(null), row.process(), row.beat())
          .update();
    }
  }

  /** Whether it still had its lease, and has renewed it. */
  boolean beat(String worker) {
    return sql()
            .sql(
                "update node set beat = beat + 1, seen_at = current_timestamp"
                    + " where worker = ?")
            .param(worker)
            .update()
        == 1;
  }

  boolean hasLease(String worker) {
    return sql()
            .sql("select count(*) from node where worker = ?")
            .param(worker)
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Takes its lease away, unless it has renewed it meanwhile. */
  boolean end(Row silent) {
    return sql()
            .sql("update node set worker = null where name = ? and worker = ? and beat = ?")
            .params(silent.name(), silent.worker().orElseThrow(), silent.beat())
            .update()
        == 1;
  }

  /** What they have begun and not committed is undone, and the rows that they hold are free. */
  void endSessions(String process) {
    if (database.isShared()) {
      sql()
          .sql(
              "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                  + " where application_name = ? and usename = current_user")
          .param(process)
          .query(Integer.class)
          .single();
    }
  }
}
