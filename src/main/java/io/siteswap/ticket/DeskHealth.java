package io.siteswap.ticket;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Shown as {@code desk} in the health: how each desk answered last; nobody is asked for it. Up all
 * the same, as no run waits for a desk to be told, and a gate that waits for one says so itself.
 */
@Component("deskHealthIndicator")
class DeskHealth implements HealthIndicator {
  private final DeskContacts contacts;

  DeskHealth(DeskContacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    contacts
        .all()
        .forEach(
            (desk, contact) ->
                health.withDetail(
                    desk,
                    contact
                        .away()
                        .map(why -> "warning: no answer at %s: %s".formatted(contact.at(), why))
                        .orElse("answered at " + contact.at())));
    return health.build();
  }
}
