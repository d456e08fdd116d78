package io.siteswap.readiness;

import static java.util.stream.Collectors.toMap;

import io.siteswap.readiness.checks.Attestation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people vouch for, append-only. */
@Repository
public class Attestations {
  private static final Set<String> SUBJECTS =
      Set.of(
          Attestation.L2,
          Attestation.WRITABLE_STORAGE,
          Attestation.LATENCY,
          Attestation.MANAGER_AVAILABILITY);

  private final JdbcClient database;
  private final InstantSource clock;

  Attestations(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Throws {@link IllegalArgumentException} when it cannot be one. */
  @Transactional
  public Attestation add(
      String cluster,
      String subject,
      String evidence,
      Optional<Double> milliseconds,
      LocalDate expires,
      String by) {
    Instant now = clock.instant();
    check(subject, evidence, milliseconds);
    check(expires, Attestation.today(now));
    Attestation attestation =
        new Attestation(subject, evidence.strip(), milliseconds, expires, by, now);
    database
        .sql(
            "insert into attestation (cluster, subject, evidence, milliseconds, expires,"
                + " attested_by, attested_at) values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            cluster,
            subject,
            attestation.evidence(),
            milliseconds.orElse(null),
            expires,
            by,
            Audits.toSql(now))
        .update();
    return attestation;
  }

  private static void check(String subject, String evidence, Optional<Double> milliseconds) {
    boolean replication =
        subject.startsWith(Attestation.REPLICATION)
            && !subject.substring(Attestation.REPLICATION.length()).isBlank();
    if (!SUBJECTS.contains(subject) && !replication) {
      throw new IllegalArgumentException(
          "'%s' is nothing to vouch for: expected l2, writable-storage, latency,".formatted(subject)
              + " manager-availability or replication:<storage domain>");
    }
    if (evidence.isBlank()) {
      throw new IllegalArgumentException(
          "the evidence is empty: expected what was looked at, and what it said");
    }
    if (subject.equals(Attestation.LATENCY) != milliseconds.isPresent()) {
      throw new IllegalArgumentException(
          milliseconds.isPresent()
              ? "milliseconds were given: expected only with the latency"
              : "no milliseconds were given: expected the measured round trip between the sites");
    }
    if (milliseconds.filter(ms -> !(ms > 0 && ms < 60_000)).isPresent()) {
      throw new IllegalArgumentException(
          "'%s' is no round trip: expected milliseconds, e.g. 4.2".formatted(milliseconds.get()));
    }
  }

  private static void check(LocalDate expires, LocalDate today) {
    if (expires.isBefore(today) || expires.isAfter(today.plusYears(1))) {
      throw new IllegalArgumentException(
          "'%s' is no day on which it may expire: expected %s to %s"
              .formatted(expires, today, today.plusYears(1)));
    }
  }

  /** The newest first. */
  public List<Attestation> of(String cluster, int page, int size) {
    return database
        .sql("select * from attestation where cluster = ? order by id desc limit ? offset ?")
        .params(cluster, size, (long) page * size)
        .query(Attestations::attestation)
        .list();
  }

  public int count(String cluster) {
    return database
        .sql("select count(*) from attestation where cluster = ?")
        .param(cluster)
        .query(Integer.class)
        .single();
  }

  /** The latest on each subject. */
  public Map<String, Attestation> latest(String cluster) {
    return database
        .sql(
            "select * from attestation where id in"
                + " (select max(id) from attestation where cluster = ? group by subject)")
        .param(cluster)
        .query(Attestations::attestation)
        .list()
        .stream()
        .collect(toMap(Attestation::subject, attestation -> attestation));
  }

  private static Attestation attestation(ResultSet row, int number) throws SQLException {
    return new Attestation(
        row.getString("subject"),
        row.getString("evidence"),
        Optional.ofNullable(row.getObject("milliseconds", Double.class)),
        row.getObject("expires", LocalDate.class),
        row.getString("attested_by"),
        row.getObject("attested_at", OffsetDateTime.class).toInstant());
  }
}
