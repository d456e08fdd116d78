package io.siteswap.ledger;

import io.siteswap.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The plans of all runs, each version stored once and never altered. */
@Repository
public class Plans {
  /** Those of the runs that are looked at just now. */
  private static final int KEPT = 8;

  private final JdbcClient database;
  private final Map<Long, StoredPlan> latest =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StoredPlan> eldest) {
          return size() > KEPT;
        }
      };

  Plans(JdbcClient database) {
    this.database = database;
  }

  /** Its id, which no other plan has ever had, not even one whose transaction was rolled back. */
  long add(String runId, Plan plan, Numbers numbers, int highest) {
    KeyHolder id = new GeneratedKeyHolder();
    database
        .sql("insert into plan (run_id, body, numbers, highest) values (?, ?, ?, ?)")
        .params(runId, Packed.pack(Json.write(plan)), numbers.text(), highest)
        .update(id, "id");
    return id.getKeyAs(Number.class).longValue();
  }

  /** All versions of the plan of a run, the first one first. */
  public List<Long> of(String runId) {
    return database
        .sql("select id from plan where run_id = ? order by id")
        .param(runId)
        .query(Long.class)
        .list();
  }

  /** A version as it is stored, in JSON. */
  public String body(long id) {
    return Packed.unpack(
        database.sql("select body from plan where id = ?").param(id).query(String.class).single());
  }

  StoredPlan get(long id) {
    StoredPlan known = known(id);
    return known == null ? remembered(read(id)) : known;
  }

  private synchronized StoredPlan known(long id) {
    return latest.get(id);
  }

  private synchronized StoredPlan remembered(StoredPlan plan) {
    latest.put(plan.id(), plan);
    return plan;
  }

  private StoredPlan read(long id) {
    return database
        .sql("select body, numbers, highest from plan where id = ?")
        .param(id)
        .query(
            (row, number) ->
                StoredPlan.of(
                    id,
                    Json.read(Packed.unpack(row.getString("body")), Plan.class),
                    Numbers.read(row.getString("numbers")),
                    row.getInt("highest")))
        .single();
  }
}
