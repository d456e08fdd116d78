package io.siteswap.evidence.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.ledger.Journal;

/** Entries of the journal as a pack has them: one JSON object a line. */
public final class JournalLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalLines() {}

  public static String json(Journal.Line line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the journal is always JSON", e);
    }
  }

  static Journal.Line read(String json) throws JsonProcessingException {
    return JSON.readValue(json, Journal.Line.class);
  }
}
