package io.siteswap.ledger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the journal is whole: each entry fits to the one before, and the last one is known. */
class Chain {
  /** All of it need not fit into the memory. */
  private static final int PIECE = 1000;

  /** An entry up to which everything fits. */
  private record Link(long sequence, String hash) {}

  private static final Link BEGINNING = new Link(0, "0".repeat(64));

  private final JdbcClient database;
  private final AtomicReference<Link> checked = new AtomicReference<>(BEGINNING);

  Chain(JdbcClient database) {
    this.database = database;
  }

  /** The first entry that does not fit, in all of the journal. */
  Optional<Long> firstBroken() {
    checked.set(BEGINNING);
    return firstBrokenSinceLastTime();
  }

  /**
   * The first entry that does not fit among those that have come since the last time and these
   * ones: what it costs follows from what is new and what is shown, not from what there is.
   */
  Optional<Long> firstBroken(List<Journal.Line> shown) {
    return Stream.of(altered(shown), torn(shown), firstBrokenSinceLastTime())
        .flatMap(Optional::stream)
        .min(Long::compare);
  }

  /** In one statement, since entries and head are written together all the time. */
  Optional<Long> firstStray() {
    return database
        .sql(
            "select min(sequence) from journal where sequence < 1"
                + " or sequence > (select sequence from journal_head where id = 1)")
        .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single();
  }

  private Optional<Long> firstBrokenSinceLastTime() {
    // Entries that come meanwhile are behind the head, and wait for the next time.
    Link head = head();
    Link last = checked.get();
    List<Journal.Line> some = between(last, head);
    while (!some.isEmpty()) {
      for (Journal.Line line : some) {
        if (line.sequence() != last.sequence() + 1
            || !line.previousHash().equals(last.hash())
            || !line.unaltered()) {
          return Optional.of(line.sequence());
        }
        last = new Link(line.sequence(), line.hash());
      }
      checked.set(last);
      some = between(last, head);
    }
    return head.equals(last) ? Optional.empty() : Optional.of(last.sequence() + 1);
  }

  private static Optional<Long> altered(List<Journal.Line> shown) {
    return shown.stream().filter(line -> !line.unaltered()).map(Journal.Line::sequence).findFirst();
  }

  /** One whose neighbour is gone or knows another hash of it. */
  private Optional<Long> torn(List<Journal.Line> shown) {
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    LongStream sequences = shown.stream().mapToLong(Journal.Line::sequence);
    return database
        .sql(
            "select min(here.sequence) from journal here"
                + " left join journal earlier on earlier.sequence = here.sequence - 1"
                + " left join journal later on later.sequence = here.sequence + 1"
                + " where here.run_id = ? and here.sequence >= ? and here.sequence > 1"
                + " and (earlier.hash is null or earlier.hash <> here.previous_hash"
                + " or later.previous_hash <> here.hash)")
        .params(shown.get(0).runId(), sequences.min().orElseThrow())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single();
  }

  private Link head() {
    return database
        .sql("select sequence, hash from journal_head where id = 1")
        .query(Link.class)
        .single();
  }

  private List<Journal.Line> between(Link last, Link head) {
    return database
        .sql("select * from journal where sequence > ? and sequence <= ? order by sequence limit ?")
        .params(last.sequence(), head.sequence(), PIECE)
        .query(Journal.LINE)
        .list();
  }
}
