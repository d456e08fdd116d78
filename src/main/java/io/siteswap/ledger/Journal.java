package io.siteswap.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what, append-only. Each entry carries a hash over itself and the entry before, so that
 * none can be changed or taken out unseen.
 */
@Repository
public class Journal {
  private final JdbcClient database;
  private final InstantSource clock;

  Journal(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** One line of the journal. */
  public record Line(
      long sequence,
      String runId,
      String at,
      String actor,
      String event,
      String detail,
      String previousHash,
      String hash) {
    String computedHash() {
      String text = String.join("\n", "" + sequence, runId, at, actor, event, detail, previousHash);
      return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  private record Head(long sequence, String hash) {}

  @Transactional
  public void add(String runId, String actor, String event, String detail) {
    Head head =
        database
            .sql("select sequence, hash from journal_head where id = 1 for update")
            .query(Head.class)
            .single();
    Line unsigned =
        new Line(
            head.sequence() + 1,
            runId,
            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
            actor,
            event,
            detail,
            head.hash(),
            "");
    String hash = unsigned.computedHash();
    database
        .sql(
            "insert into journal (sequence, run_id, at, actor, event, detail, previous_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            unsigned.sequence(),
            runId,
            unsigned.at(),
            actor,
            event,
            detail,
            unsigned.previousHash(),
            hash)
        .update();
    database
        .sql("update journal_head set sequence = ?, hash = ? where id = 1")
        .params(unsigned.sequence(), hash)
        .update();
  }

  public List<Line> of(String runId) {
    return database
        .sql("select * from journal where run_id = ? order by sequence")
        .param(runId)
        .query(Line.class)
        .list();
  }

  /** The first entry that does not fit into the chain; empty when the journal is whole. */
  public Optional<Long> firstBroken() {
    List<Line> lines =
        database.sql("select * from journal order by sequence").query(Line.class).list();
    String previous = "0".repeat(64);
    long expected = 1;
    for (Line line : lines) {
      if (line.sequence() != expected
          || !line.previousHash().equals(previous)
          || !line.hash().equals(line.computedHash())) {
        return Optional.of(line.sequence());
      }
      previous = line.hash();
      expected++;
    }
    Head head =
        database
            .sql("select sequence, hash from journal_head where id = 1")
            .query(Head.class)
            .single();
    return head.hash().equals(previous) ? Optional.empty() : Optional.of(expected);
  }
}
