package io.siteswap.ledger;

import static java.util.Comparator.comparingLong;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what, append-only. Each entry carries a hash over itself and the entry before, so that
 * none can be changed or taken out unseen.
 */
@Repository
public class Journal {
  // Told column by column: what is found by reflection costs most of the time of a long journal.
  static final RowMapper<Line> LINE =
      (row, number) ->
          new Line(
              row.getLong("sequence"),
              row.getString("run_id"),
              row.getString("at"),
              row.getString("actor"),
              row.getString("event"),
              row.getString("detail"),
              row.getString("previous_hash"),
              row.getString("hash"));

  private static final int PIECE = 1000;

  private final JdbcClient database;
  private final JdbcTemplate batches;
  private final InstantSource clock;
  private final ApplicationEventPublisher readers;
  private final Chain chain;

  Journal(
      JdbcClient database,
      JdbcTemplate batches,
      InstantSource clock,
      ApplicationEventPublisher readers) {
    this.database = database;
    this.batches = batches;
    this.clock = clock;
    this.readers = readers;
    this.chain = new Chain(database);
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
    private static Line after(Head head, Note note, String at) {
      Line unsigned =
          new Line(
              head.sequence() + 1,
              note.runId(),
              at,
              note.actor(),
              note.event(),
              note.detail(),
              head.hash(),
              "");
      return unsigned.signed(unsigned.computedHash());
    }

    private Line signed(String ownHash) {
      return new Line(sequence, runId, at, actor, event, detail, previousHash, ownHash);
    }

    private Object[] row() {
      return new Object[] {sequence, runId, at, actor, event, detail, previousHash, hash};
    }

    /**
     * Whether nobody has altered it: it has its hash, and what stands before its detail has one
     * line each, so that no text can have been moved from one into the next.
     */
    public boolean unaltered() {
      return hash.equals(computedHash()) && (runId + at + actor + event).indexOf('\n') < 0;
    }

    /** What its hash is as long as nobody has altered it. */
    public String computedHash() {
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

  /** What is to become a line. */
  record Note(String runId, String actor, String event, String detail) {
    private void refuseLines() {
      if ((runId + actor + event).indexOf('\n') >= 0) {
        throw new IllegalArgumentException(
            "only the detail of an entry may have several lines: " + this);
      }
    }
  }

  @Transactional
  public void add(String runId, String actor, String event, String detail) {
    add(List.of(new Note(runId, actor, event, detail)));
  }

  @Transactional
  void add(List<Note> notes) {
    if (notes.isEmpty()) {
      return;
    }
    notes.forEach(Note::refuseLines);
    Head head =
        database
            .sql("select sequence, hash from journal_head where id = 1 for update")
            .query(Head.class)
            .single();
    String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    List<Line> lines = new ArrayList<>();
    for (Note note : notes) {
      Line line = Line.after(head, note, at);
      head = new Head(line.sequence(), line.hash());
      lines.add(line);
    }
    batches.batchUpdate(
        "insert into journal (sequence, run_id, at, actor, event, detail, previous_hash, hash)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        lines.stream().map(Line::row).toList());
    database
        .sql("update journal_head set sequence = ?, hash = ? where id = 1")
        .params(head.sequence(), head.hash())
        .update();
    readers.publishEvent(new JournalWritten(List.copyOf(lines)));
  }

  /** Who stands in the journal of a run, each once. */
  public List<String> actors(String runId) {
    return database
        .sql("select distinct actor from journal where run_id = ? order by actor")
        .param(runId)
        .query(String.class)
        .list();
  }

  public List<Line> of(String runId) {
    return database
        .sql("select * from journal where run_id = ? order by sequence")
        .param(runId)
        .query(LINE)
        .list();
  }

  public int count(String runId) {
    return count(runId, List.of());
  }

  /** Some lines of a run, from the first one on; pages count from 0. */
  public List<Line> page(String runId, int page, int lines) {
    return database
        .sql("select * from journal where run_id = ? order by sequence limit ? offset ?")
        .params(runId, lines, (long) Math.max(0, page) * lines)
        .query(LINE)
        .list();
  }

  /** The last lines of a run, in their order. */
  public List<Line> last(String runId, int lines) {
    return newest(runId, 0, lines).stream().sorted(comparingLong(Line::sequence)).toList();
  }

  /** Some lines of a run, from the last one back; pages count from 0. */
  public List<Line> newest(String runId, int page, int lines) {
    return database
        .sql("select * from journal where run_id = ? order by sequence desc limit ? offset ?")
        .params(runId, lines, (long) Math.max(0, page) * lines)
        .query(LINE)
        .list();
  }

  /** From one line to another. */
  public record Stretch(long first, long last) {}

  /** Where the lines of a run lie among all; empty where it has none. */
  public Optional<Stretch> stretch(String runId) {
    return database
        .sql(
            "select min(sequence) as first_one, max(sequence) as last_one from journal"
                + " where run_id = ? having count(*) > 0")
        .param(runId)
        .query((row, number) -> new Stretch(row.getLong("first_one"), row.getLong("last_one")))
        .optional();
  }

  /** All lines of a stretch, whichever run they are of, in their order; never all in memory. */
  public void read(Stretch stretch, Consumer<Line> reader) {
    long next = stretch.first();
    while (next <= stretch.last()) {
      List<Line> some =
          database
              .sql("select * from journal where sequence between ? and ? order by sequence limit ?")
              .params(next, stretch.last(), PIECE)
              .query(LINE)
              .list();
      some.forEach(reader);
      next = some.isEmpty() ? Long.MAX_VALUE : some.get(some.size() - 1).sequence() + 1;
    }
  }

  /** The line of that number; empty where there is none. */
  public Optional<Line> line(long sequence) {
    return database
        .sql("select * from journal where sequence = ?")
        .param(sequence)
        .query(LINE)
        .optional();
  }

  /** The line that was written last; empty where there is none. */
  public Optional<Line> latest() {
    return database
        .sql("select * from journal order by sequence desc limit 1")
        .query(LINE)
        .optional();
  }

  /** The last line of a run that tells of something else than that event; 0 where none does. */
  public long lastBut(String runId, String event) {
    return database
        .sql("select coalesce(max(sequence), 0) from journal where run_id = ? and event <> ?")
        .params(runId, event)
        .query(Long.class)
        .single();
  }

  /** When a line was written; its text is read where it is shown. */
  public record Time(long sequence, Instant at) {}

  /** Of the lines of a run that have each of these words, in lower case, in their order. */
  public List<Time> times(String runId, List<String> words, int most) {
    List<Object> parameters = having(runId, words);
    parameters.add(most);
    return database
        .sql("select sequence, at" + having(words) + " order by sequence limit ?")
        .params(parameters)
        .query(
            (row, number) -> new Time(row.getLong("sequence"), Instant.parse(row.getString("at"))))
        .list();
  }

  /** How many there are of them in all. */
  public int count(String runId, List<String> words) {
    return database
        .sql("select count(*)" + having(words))
        .params(having(runId, words))
        .query(Integer.class)
        .single();
  }

  private static String having(List<String> words) {
    return " from journal where run_id = ?"
        + " and lower(actor || ' ' || event || ' ' || detail) like ? escape '!'"
            .repeat(words.size());
  }

  private static List<Object> having(String runId, List<String> words) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(runId);
    words.forEach(word -> parameters.add("%" + word.replaceAll("([!%_])", "!$1") + "%"));
    return parameters;
  }

  /** Those of these numbers. */
  public List<Line> lines(List<Long> sequences) {
    return sequences.isEmpty()
        ? List.of()
        : database
            .sql("select * from journal where sequence in (:sequences) order by sequence")
            .param("sequences", sequences)
            .query(LINE)
            .list();
  }

  public List<Line> of(String runId, String event) {
    return database
        .sql("select * from journal where run_id = ? and event = ? order by sequence")
        .params(runId, event)
        .query(Line.class)
        .list();
  }

  /** The first entry that does not fit into the chain; empty when the journal is whole. */
  public Optional<Long> firstBroken() {
    return chain.firstBroken();
  }

  /**
   * The same of what has come since it was last asked, and of these lines of one run, in their
   * order.
   */
  public Optional<Long> firstBroken(List<Line> shown) {
    return chain.firstBroken(shown);
  }

  /** An entry that lies before the beginning or behind the end, where nobody follows the chain. */
  public Optional<Long> firstStray() {
    return chain.firstStray();
  }
}
