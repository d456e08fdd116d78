package io.siteswap.outbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was not heard yet.
 *
 * @param marks those of the log that whoever wrote it had
 * @param attempts how often it was tried
 * @param nextAt when it is tried next, at the earliest
 * @param trouble why it is still here
 * @param givenUp whether it is not tried any more
 */
public record Waiting(
    long id,
    Message message,
    Map<String, String> marks,
    Instant writtenAt,
    int attempts,
    Instant nextAt,
    Optional<String> trouble,
    boolean givenUp) {
  Lane lane() {
    return new Lane(message.channel(), message.subject());
  }
}
