package io.siteswap.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What goes out, as it waits in the outbox; nobody is named in a chat. */
record Letter(String to, String title, String text, String link) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String write() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    }
  }

  static Letter read(String text) {
    try {
      return JSON.readValue(text, Letter.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a letter is kept as it was written", e);
    }
  }
}
