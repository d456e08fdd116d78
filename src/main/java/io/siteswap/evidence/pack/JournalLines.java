package io.siteswap.evidence.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.ledger.Journal;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Entries of the journal as a pack has them: one JSON object a line. */
public final class JournalLines {
  /** Beyond it a browser counts in steps. */
  private static final long LARGEST = (1L << 53) - 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalLines() {}

  public static String json(Journal.Line line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the journal is always JSON", e);
    }
  }

  /**
   * The entry that the text says, where it is written as entries are: JSON can be written so that
   * programs read it differently.
   */
  static Optional<Journal.Line> read(String json) {
    try {
      Journal.Line line = JSON.readValue(json, Journal.Line.class);
      return Optional.ofNullable(line)
          .filter(JournalLines::isComplete)
          .filter(one -> json(one).equals(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isComplete(Journal.Line line) {
    return line.sequence() > 0
        && line.sequence() <= LARGEST
        && Stream.of(
                line.runId(),
                line.at(),
                line.actor(),
                line.event(),
                line.detail(),
                line.previousHash(),
                line.hash())
            .allMatch(Objects::nonNull);
  }
}
