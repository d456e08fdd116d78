package io.siteswap.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be written down together: changes as they are now, and what the journal says of it.
 */
class Draft {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Journal.Note> notes = new ArrayList<>();

  void save(Entry entry) {
    entries.add(entry);
  }

  void note(Entry about, String event, String detail) {
    notes.add(new Journal.Note(about.runId(), Actor.SITESWAP, event, detail));
  }

  /** It will not happen, in these words. */
  void refuse(Entry entry, String description) {
    save(entry.with(ChangeState.REFUSED, description));
    note(entry, "change-refused", entry.change().object().name() + ": " + description);
  }

  List<Entry> entries() {
    return entries;
  }

  List<Journal.Note> notes() {
    return notes;
  }
}
