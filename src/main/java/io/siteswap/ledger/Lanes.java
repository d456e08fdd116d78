package io.siteswap.ledger;

import io.siteswap.plan.Change;
import io.siteswap.plan.Lane;
import java.util.HashMap;
import java.util.Map;

/** Counts how many changes of a lane are under way, and lets in only so many. */
class Lanes {
  private final LedgerProperties properties;
  private final Map<Lane, Integer> busy = new HashMap<>();

  Lanes(LedgerProperties properties) {
    this.properties = properties;
  }

  private int width(Lane lane) {
    return switch (lane.kind()) {
      case MIGRATIONS -> properties.migrationsPerHost();
      case INSTALLATIONS -> properties.installationsAtOnce();
      case STARTS -> properties.startsAtOnce();
      case RETURNS -> 1;
    };
  }

  void occupy(Change change) {
    change.lane().ifPresent(lane -> busy.merge(lane, 1, Integer::sum));
  }

  /** Takes a place if there is one. */
  boolean admit(Change change) {
    boolean room = change.lane().map(lane -> busy.getOrDefault(lane, 0) < width(lane)).orElse(true);
    if (room) {
      occupy(change);
    }
    return room;
  }
}
