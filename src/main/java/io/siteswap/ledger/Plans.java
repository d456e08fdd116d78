package io.siteswap.ledger;

import io.siteswap.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The plans of all runs, each version stored once and never altered. */
@Repository
class Plans {
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
        .params(runId, packed(Json.write(plan)), numbers.text(), highest)
        .update(id, "id");
    return id.getKeyAs(Number.class).longValue();
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
                    Json.read(unpacked(row.getString("body")), Plan.class),
                    Numbers.read(row.getString("numbers")),
                    row.getInt("highest")))
        .single();
  }

  private static String packed(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Base 64 never begins with a brace. */
  private static String unpacked(String body) {
    if (body.startsWith("{")) {
      return body;
    }
    var bytes = new ByteArrayOutputStream();
    try (var inflated = new InflaterOutputStream(bytes)) {
      inflated.write(Base64.getDecoder().decode(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
