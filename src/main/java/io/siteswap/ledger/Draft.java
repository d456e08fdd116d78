package io.siteswap.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be written down together: changes as they are now, and what the journal says of it.
 */
class Draft {
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private final List<Journal.Note> notes = new ArrayList<>();
  private boolean entering;
  private boolean moving;

  void save(Entry entry) {
    entries.put(entry.number(), entry);
  }

  void note(Entry about, String event, String detail) {
    notes.add(new Journal.Note(about.runId(), Actor.SITESWAP, event, detail));
  }

  void refuse(Direction direction, Entry entry, String words) {
    save(direction.refused(entry, words));
    note(entry, direction.event("refused"), entry.name() + ": " + words);
  }

  /** The run is in this phase now. */
  void enter() {
    entering = true;
  }

  /** Something has moved: what waits for that is not stuck. */
  void move() {
    moving = true;
  }

  boolean isEmpty() {
    return entries.isEmpty() && notes.isEmpty() && !entering;
  }

  boolean isEntering() {
    return entering;
  }

  boolean isMoving() {
    return moving;
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  List<Journal.Note> notes() {
    return notes;
  }
}
