package io.siteswap.outbox;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up whatever waits, as no run waits for it; what waits for too long is a warning. */
@Component("outboxHealthIndicator")
class OutboxHealth implements HealthIndicator {
  private final Outbox outbox;

  OutboxHealth(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Health health() {
    List<Waiting> waiting = outbox.waiting();
    Health.Builder health = Health.up().withDetail("waiting", waiting.size());
    List<String> late =
        waiting.stream().filter(outbox::isTrouble).map(OutboxHealth::sentence).toList();
    return late.isEmpty() ? health.build() : health.withDetail("warning", late).build();
  }

  private static String sentence(Waiting one) {
    return "%s has not heard since %s: %s"
        .formatted(one.lane().word(), one.writtenAt(), one.trouble().orElse("not tried yet"));
  }
}
