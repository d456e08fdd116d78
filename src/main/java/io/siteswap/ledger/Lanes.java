package io.siteswap.ledger;

import io.siteswap.plan.Change;
import java.util.HashMap;
import java.util.Map;

/** Counts how many changes of a lane are under way, and lets in only so many. */
class Lanes {
  private final int width;
  private final Map<String, Integer> busy = new HashMap<>();

  Lanes(int width) {
    this.width = width;
  }

  void occupy(Change change) {
    change.lane().ifPresent(lane -> busy.merge(lane, 1, Integer::sum));
  }

  /** Takes a place if there is one. */
  boolean admit(Change change) {
    boolean room = change.lane().map(lane -> busy.getOrDefault(lane, 0) < width).orElse(true);
    if (room) {
      occupy(change);
    }
    return room;
  }
}
