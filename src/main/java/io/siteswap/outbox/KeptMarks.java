package io.siteswap.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** The marks of the log, as they wait beside what is to be said. */
final class KeptMarks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeptMarks() {}

  static String write(Map<String, String> marks) {
    try {
      return JSON.writeValueAsString(marks);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    }
  }

  /** What an earlier version has written has none. */
  static Map<String, String> read(String text) {
    try {
      return text == null ? Map.of() : JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("marks are kept as they were written", e);
    }
  }
}
