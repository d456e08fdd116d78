package io.siteswap.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.outbox.Message;

/**
 * One thing that the Manager is told of a run.
 *
 * @param part the step that it is about; empty for the job itself and for events
 * @param number of an event among those of the run
 * @param well how it ended, or that nobody need look at it
 */
record Told(String cluster, String part, String text, int number, boolean well) {
  static final String CHANNEL = "mirror";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is done with it. */
  enum Kind {
    JOB,
    STEP,
    STEP_END,
    EVENT,
    JOB_END
  }

  /** Everything about one run is heard in its order. */
  Message of(String run, Kind kind, String key) {
    return new Message(CHANNEL, run, kind + ":" + key, kind.name(), write());
  }

  private String write() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  static Told read(Message message) {
    try {
      return JSON.readValue(message.body(), Told.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it is kept as it was written", e);
    }
  }
}
