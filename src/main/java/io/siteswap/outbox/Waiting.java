package io.siteswap.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that was not heard yet.
 *
 * @param attempts how often it was tried
 * @param nextAt when it is tried next, at the earliest
 * @param trouble why it is still here
 * @param givenUp whether it is not tried any more
 */
public record Waiting(
    long id,
    Message message,
    Instant writtenAt,
    int attempts,
    Instant nextAt,
    Optional<String> trouble,
    boolean givenUp) {
  Lane lane() {
    return new Lane(message.channel(), message.subject());
  }
}
