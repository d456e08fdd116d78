package io.siteswap.ledger;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import io.siteswap.plan.Change;
import io.siteswap.plan.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The changes of one phase while they are driven one way: kept in memory from look to look, so that
 * a look costs what is open and not what there is. What the database says counts: a sheet of an
 * older revision is thrown away.
 */
class Sheet {
  private final String phase;
  private final Direction direction;
  private final Map<Integer, Entry> all = new LinkedHashMap<>();
  private final Map<Integer, Entry> open = new TreeMap<>();
  private final Set<Dependency> left = new HashSet<>();
  private final WaveTimes waves = new WaveTimes();
  private Head head;
  private Instant askedWhy = Instant.EPOCH;

  Sheet(Head head, String phase, Direction direction, List<Entry> entries) {
    this.head = head;
    this.phase = phase;
    this.direction = direction;
    entries.stream().filter(direction::concerns).forEach(this::put);
  }

  private void put(Entry entry) {
    all.put(entry.number(), entry);
    waves.seen(entry);
    if (direction.is(entry, Direction.Stage.OVER)) {
      open.remove(entry.number());
    } else {
      open.put(entry.number(), entry);
    }
    if (entry.is(ChangeState.LEFT)) {
      left.add(Dependency.on(entry.change()));
    }
  }

  /** What has been written down. */
  void written(Head now, Collection<Entry> entries) {
    head = now;
    entries.forEach(this::put);
  }

  String runId() {
    return head.runId();
  }

  String phase() {
    return phase;
  }

  Direction direction() {
    return direction;
  }

  Head head() {
    return head;
  }

  Collection<Entry> all() {
    return all.values();
  }

  /** Those that are not over, by number. */
  List<Entry> open() {
    return new ArrayList<>(open.values());
  }

  /** Whether it cannot happen, as something that it depends on was left out. */
  boolean isHeld(Change change) {
    return change.dependsOn().filter(left::contains).isPresent();
  }

  /** Whether it is time to read once more why something stands still. */
  boolean mayAskAgain(Instant now, Duration pause) {
    if (askedWhy.plus(pause).isAfter(now)) {
      return false;
    }
    askedWhy = now;
    return true;
  }

  boolean hasLeft() {
    return !left.isEmpty();
  }

  /** What its open changes are judged by. */
  Inventory seenBy(Eyes eyes) {
    Set<Part> needed = EnumSet.noneOf(Part.class);
    Set<Part> following = EnumSet.noneOf(Part.class);
    for (Entry entry : open.values()) {
      (direction.isImplied(entry) ? following : needed).addAll(direction.wish(entry).judgedBy());
    }
    if (open.isEmpty()) {
      return eyes.look(Part.all(), following);
    }
    // Where hosts do not tell, or people have left something out, only a look does.
    boolean mustLook =
        needed.isEmpty()
            || hasLeft()
            || open.values().stream().anyMatch(e -> direction.is(e, Direction.Stage.REFUSED));
    if (mustLook) {
      needed.addAll(following);
    }
    return eyes.look(needed, following);
  }

  Waves waves(Instant now) {
    return waves.at(open.values(), now);
  }
}
