package io.siteswap.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps the sheets of the phases that are waited for, as long as nobody else writes of them. */
@Component
class Sheets {
  private static final int KEPT = 32;

  private record Key(String runId, String phase, Direction direction) {}

  private final EntryRows rows;
  private final Entries entries;
  private final Map<Key, Sheet> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sheet> eldest) {
          return size() > KEPT;
        }
      };

  Sheets(EntryRows rows, Entries entries) {
    this.rows = rows;
    this.entries = entries;
  }

  /** Belongs to whoever takes it until it is kept again. */
  Sheet take(String runId, String phase, Direction direction) {
    Head head =
        rows.head(runId)
            .orElseThrow(() -> new IllegalArgumentException("'" + runId + "' is no run"));
    Sheet known = taken(new Key(runId, phase, direction));
    return known != null && known.head().equals(head)
        ? known
        : new Sheet(head, phase, direction, entries.of(head, phase));
  }

  private synchronized Sheet taken(Key key) {
    return kept.remove(key);
  }

  /** One whose phase is over is not needed any more. */
  synchronized void keep(Sheet sheet) {
    if (!sheet.open().isEmpty()) {
      kept.put(new Key(sheet.runId(), sheet.phase(), sheet.direction()), sheet);
    }
  }
}
