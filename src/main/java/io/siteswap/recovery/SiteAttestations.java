package io.siteswap.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.manager.inventory.HostRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who has attested in which run that hosts are down. Nothing is deleted, only made void. */
@Repository
public class SiteAttestations {
  private final JdbcClient database;
  private final ObjectMapper json;
  private final InstantSource clock;

  SiteAttestations(JdbcClient database, ObjectMapper json, InstantSource clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** Those that count: for the plan as it is now, and not void. */
  public List<SiteAttestation> valid(String runId, String fingerprint) {
    return database
        .sql(
            "select * from site_attestation where run_id = ? and fingerprint = ?"
                + " and void_since is null order by at")
        .params(runId, fingerprint)
        .query(this::attestation)
        .list();
  }

  /** All of the run, also void ones, for the evidence. */
  public List<SiteAttestation> all(String runId) {
    return database
        .sql("select * from site_attestation where run_id = ? order by at")
        .param(runId)
        .query(this::attestation)
        .list();
  }

  @Transactional
  public SiteAttestation add(
      String runId,
      String who,
      String fingerprint,
      List<HostRef> hosts,
      String evidence,
      boolean overridden,
      boolean glass) {
    Instant now = clock.instant();
    database
        .sql(
            "insert into site_attestation (run_id, who, at, fingerprint, hosts, evidence,"
                + " overridden, glass) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(runId, who, sql(now), fingerprint, write(hosts), evidence, overridden, glass)
        .update();
    return new SiteAttestation(who, now, fingerprint, hosts, evidence, overridden, glass);
  }

  /** The world is no longer what people have seen: they are asked again. */
  @Transactional
  public void makeVoid(String runId) {
    database
        .sql("update site_attestation set void_since = ? where run_id = ? and void_since is null")
        .params(sql(clock.instant()), runId)
        .update();
  }

  /** This person says something else now. */
  @Transactional
  public void makeVoid(String runId, String who) {
    database
        .sql(
            "update site_attestation set void_since = ? where run_id = ? and who = ?"
                + " and void_since is null")
        .params(sql(clock.instant()), runId, who)
        .update();
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private SiteAttestation attestation(ResultSet row, int number) throws SQLException {
    return new SiteAttestation(
        row.getString("who"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("fingerprint"),
        hosts(row.getString("hosts")),
        row.getString("evidence"),
        row.getBoolean("overridden"),
        row.getBoolean("glass"));
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private List<HostRef> hosts(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no list of hosts: " + text, e);
    }
  }
}
