package io.siteswap.ledger;

import static io.siteswap.ledger.ChangeState.APPROVED;
import static io.siteswap.ledger.ChangeState.REFUSED;
import static io.siteswap.ledger.ChangeState.REQUESTED;

import io.siteswap.manager.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What keeps a phase from going on, so that people may go on without it. */
public final class Standstill {
  private Standstill() {}

  /**
   * What is left when people go on: what was refused; otherwise what shows no effect and what
   * cannot be asked for in its turn. What only waits for its turn goes on afterwards.
   *
   * @param now empty when the Manager does not answer
   */
  public static List<Entry> of(List<Entry> all, Optional<Inventory> now) {
    List<Entry> unsettled = unsettled(all);
    List<Entry> refused = unsettled.stream().filter(entry -> entry.is(REFUSED)).toList();
    if (!refused.isEmpty()) {
      return refused;
    }
    // Nothing stands still because of a pause.
    Waves waves = Waves.of(all, Instant.MAX);
    List<Entry> still =
        unsettled.stream()
            .filter(
                entry ->
                    entry.is(REQUESTED)
                        || (entry.is(APPROVED)
                            && waves.admit(entry.change())
                            && isHindered(entry, now)))
            .toList();
    return still.isEmpty() ? unsettled : still;
  }

  /** The same of a run that was aborted: then nothing more is to be asked for. */
  public static List<Entry> ofAborted(List<Entry> all) {
    List<Entry> unsettled = unsettled(all);
    List<Entry> refused = unsettled.stream().filter(entry -> entry.is(REFUSED)).toList();
    return refused.isEmpty() ? unsettled : refused;
  }

  private static List<Entry> unsettled(List<Entry> all) {
    return all.stream().filter(entry -> !entry.state().isSettled()).toList();
  }

  private static boolean isHindered(Entry entry, Optional<Inventory> now) {
    return now.flatMap(entry.change()::notYet).isPresent();
  }
}
