package io.siteswap.outbox;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up whatever waits, as no run waits for it; what waits for too long is a warning. */
@Component("outboxHealthIndicator")
class OutboxHealth implements HealthIndicator {
  /** A desk that is away for long leaves thousands. */
  private static final int NAMED = 20;

  private final Outbox outbox;

  OutboxHealth(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Health health() {
    Outbox.Backlog backlog = outbox.backlog();
    Health.Builder health = Health.up().withDetail("waiting", backlog.waiting());
    if (backlog.late() > 0) {
      health.withDetail("warning", warning(backlog.late()));
    }
    return health.build();
  }

  /** What is late was written first. */
  private List<String> warning(int late) {
    List<String> warning = new ArrayList<>();
    outbox.waiting(0, NAMED).stream()
        .filter(outbox::isTrouble)
        .map(OutboxHealth::sentence)
        .forEach(warning::add);
    if (late > warning.size()) {
      warning.add("and %d more".formatted(late - warning.size()));
    }
    return warning;
  }

  private static String sentence(Waiting one) {
    return "%s has not heard since %s: %s"
        .formatted(one.lane().word(), one.writtenAt(), one.trouble().orElse("not tried yet"));
  }
}
