package io.siteswap.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The sites that do not answer, and since when. */
@Repository
class Sightings {
  private final JdbcClient database;

  Sightings(JdbcClient database) {
    this.database = database;
  }

  List<Sighting> of(String cluster) {
    return database
        .sql("select * from sighting where cluster = ? order by site")
        .param(cluster)
        .query(Sightings::row)
        .list();
  }

  Optional<Sighting> of(String cluster, String site) {
    return of(cluster).stream().filter(sighting -> sighting.site().equals(site)).findFirst();
  }

  /** Since when is written once, whatever is seen later. */
  @Transactional
  void keep(Sighting seen) {
    int updated =
        database
            .sql(
                "update sighting set silent = ?, hosts = ?, whole = ? where cluster = ? and site ="
                    + " ?")
            .params(seen.silent(), seen.hosts(), seen.whole(), seen.cluster(), seen.site())
            .update();
    if (updated == 0) {
      database
          .sql(
              "insert into sighting (cluster, site, since, silent, hosts, whole) values (?, ?, ?,"
                  + " ?, ?, ?)")
          .params(
              seen.cluster(),
              seen.site(),
              seen.since().atOffset(ZoneOffset.UTC),
              seen.silent(),
              seen.hosts(),
              seen.whole())
          .update();
    }
  }

  @Transactional
  void forget(Sighting gone) {
    database
        .sql("delete from sighting where cluster = ? and site = ?")
        .params(gone.cluster(), gone.site())
        .update();
  }

  private static Sighting row(ResultSet row, int number) throws SQLException {
    return new Sighting(
        row.getString("cluster"),
        row.getString("site"),
        row.getInt("silent"),
        row.getInt("hosts"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getBoolean("whole"));
  }
}
