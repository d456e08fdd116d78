package io.siteswap.recovery.steps;

import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.ConfirmRebooted;
import io.siteswap.plan.ObservedState;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which hosts the Manager was told to be rebooted. */
@Component
class Confirmations {
  private final Entries entries;

  Confirmations(Entries entries) {
    this.entries = entries;
  }

  /** Whether or not the Manager shows it already. */
  Set<HostRef> of(Run run, Inventory now) {
    return entries.of(run.id()).stream()
        .filter(entry -> entry.change() instanceof ConfirmRebooted)
        .filter(entry -> entry.ask().requestedAt().isPresent() && isTaken(entry, now))
        .map(entry -> ((ConfirmRebooted) entry.change()).host())
        .collect(Collectors.toSet());
  }

  /** Not what the Manager refused; what people went on without, only if it has had its effect. */
  private static boolean isTaken(Entry entry, Inventory now) {
    return switch (entry.state()) {
      case REFUSED -> false;
      case LEFT -> {
        ObservedState observed = entry.change().observe(now);
        yield observed.is(ObservedState.Kind.AFTER) || observed.is(ObservedState.Kind.UNDER_WAY);
      }
      default -> true;
    };
  }
}
