package io.siteswap.outbox;

import io.siteswap.site.Marks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says what waits in a lane, one after the other, and never the second before the first. */
@Component
class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  /** Whatever the other side asks for: a slip there must not silence us for years. */
  static final Duration LONGEST = Duration.ofHours(6);

  private final Outbox outbox;
  private final List<Messenger> messengers;
  private final OutboxProperties properties;
  private final InstantSource clock;

  Courier(
      Outbox outbox, List<Messenger> messengers, OutboxProperties properties, InstantSource clock) {
    this.outbox = outbox;
    this.messengers = messengers;
    this.properties = properties;
    this.clock = clock;
  }

  /** Until nothing waits (then the answer is empty), or until something has to wait longer. */
  Optional<Instant> carry(Lane lane) {
    Optional<Waiting> next = outbox.first(lane);
    while (next.isPresent()) {
      Waiting one = next.get();
      if (one.nextAt().isAfter(clock.instant())) {
        return Optional.of(one.nextAt());
      }
      if (outbox.attempt(one)) {
        try (Marks marks = Marks.of(one.marks())) {
          marks.around(() -> say(one));
        }
      }
      next = outbox.first(lane);
    }
    return Optional.empty();
  }

  private void say(Waiting one) {
    try {
      messenger(one).deliver(one.message(), one.attempts() > 0);
      outbox.heard(one);
      log.debug("{} has heard {}", one.lane().word(), one.message().key());
    } catch (Undeliverable e) {
      log.warn("{} is not said to {}: {}", one.message().key(), one.lane().word(), e.getMessage());
      outbox.giveUp(one, e.getMessage());
    } catch (NotNow e) {
      later(one, e.getMessage(), e.retryAfter());
    } catch (RuntimeException e) {
      // A mistake of ours, which may have been heard all the same.
      log.error("{} could not be said to {}", one.message().key(), one.lane().word(), e);
      later(one, "our own mistake: " + e.getClass().getSimpleName(), Optional.empty());
    }
  }

  private Messenger messenger(Waiting one) {
    return messengers.stream()
        .filter(messenger -> messenger.carries(one.message().channel()))
        .findFirst()
        .orElseThrow(
            () ->
                new NotNow(
                    "'" + one.message().channel() + "' is not configured any more",
                    Optional.empty()));
  }

  private void later(Waiting one, String why, Optional<Duration> asked) {
    Duration pause = properties.pauseAfter(one.attempts() + 1);
    Duration wished = asked.filter(wish -> wish.compareTo(pause) > 0).orElse(pause);
    Duration patience = wished.compareTo(LONGEST) < 0 ? wished : LONGEST;
    log.info("{} hears {} in {}: {}", one.lane().word(), one.message().key(), patience, why);
    outbox.later(one, why, clock.instant().plus(patience));
  }
}
