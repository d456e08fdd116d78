package io.siteswap.ledger;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Change;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a sentence how far a phase is, and what it waits for. */
final class Progress {
  private static final int NAMED = 3;

  private Progress() {}

  static String describe(int all, List<Entry> open, Inventory now) {
    return changes(all, open.stream().map(Entry::change).toList(), now);
  }

  /** The same of an undo. */
  static String undoWords(int all, List<Entry> open, Inventory now) {
    return changes(all, open.stream().map(entry -> entry.change().inverse()).toList(), now);
  }

  private static String changes(int all, List<Change> open, Inventory now) {
    return "%d of %d done; waiting for %s".formatted(all - open.size(), all, names(open, now));
  }

  private static String names(List<Change> open, Inventory now) {
    String named =
        open.stream()
            .limit(NAMED)
            .map(change -> one(change, now))
            .collect(Collectors.joining("; "));
    return open.size() > NAMED ? named + "; and " + (open.size() - NAMED) + " more" : named;
  }

  private static String one(Change change, Inventory now) {
    String seen = change.notYet(now).orElseGet(() -> change.observe(now).description());
    return "%s %s (%s)".formatted(change.object().type(), change.object().name(), seen);
  }
}
