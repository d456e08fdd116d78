package io.siteswap.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** A server-sent event as it goes out, to whoever it goes. */
final class Event {
  /** The first of all: when to come back after the connection was lost. */
  static final Event HELLO = new Event(0, Instant.EPOCH, "retry: 2000\n\n".getBytes(UTF_8));

  /** Named, so that whoever comes back can say up to where he knows it. */
  static Event named(String epoch, long sequence, String kind, String json, Instant at) {
    return new Event(
        sequence,
        at,
        "id: %s-%d\nevent: %s\ndata: %s\n\n"
            .formatted(epoch, sequence, kind, json)
            .getBytes(UTF_8));
  }

  /** Nothing but what time it is. */
  static Event beat(Instant at) {
    return new Event(
        0, at, "event: change\ndata: {\"now\":\"%s\"}\n\n".formatted(at).getBytes(UTF_8));
  }

  private final long sequence;
  private final Instant at;
  private final byte[] bytes;

  private Event(long sequence, Instant at, byte[] bytes) {
    this.sequence = sequence;
    this.at = at;
    this.bytes = bytes;
  }

  /** Of the picture that is known once it was read; 0 for one that tells of none. */
  long sequence() {
    return sequence;
  }

  Instant at() {
    return at;
  }

  void write(OutputStream out, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  int size() {
    return bytes.length;
  }
}
