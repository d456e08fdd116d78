package io.siteswap.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is told of one cluster: each change is written once, whoever reads it, and the last ones are
 * kept. Whoever reads more slowly than things change gets a new snapshot in place of what he has
 * missed, so that nothing heaps up for anybody.
 */
class Feed {
  /** A few minutes of a failover of 4,000 VMs. */
  private static final int KEPT = 2 << 20;

  private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-([0-9]{1,18})");

  /** Another process, or this one started anew, counts its events anew. */
  private final String epoch = UUID.randomUUID().toString().substring(0, 8);

  private final ObjectMapper json;
  private final InstantSource clock;
  private final Object turn = new Object();
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final NavigableMap<Long, Event> changes = new TreeMap<>();
  private int kept;
  private Picture picture;
  private Event snapshot;
  private long sequence;

  Feed(ObjectMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  Set<Viewer> viewers() {
    return viewers;
  }

  /** Held by whoever shows the next picture, and by nobody who reads one. */
  Object turn() {
    return turn;
  }

  boolean isWatched() {
    return !viewers.isEmpty();
  }

  /** Tells all who watch in what it differs from the one before. */
  void show(Picture next) {
    if (isNews(next)) {
      viewers.forEach(Viewer::write);
    }
  }

  private synchronized boolean isNews(Picture next) {
    if (picture == null) {
      picture = next;
      sequence++;
      return true;
    }
    Map<String, Object> news = next.since(picture);
    if (news.isEmpty()) {
      return false;
    }
    picture = next;
    snapshot = null;
    sequence++;
    keep(event("change", news));
    return true;
  }

  private void keep(Event change) {
    changes.put(change.sequence(), change);
    kept += change.size();
    while (kept > KEPT && changes.size() > 1) {
      kept -= changes.pollFirstEntry().getValue().size();
    }
  }

  /** Nobody is there any more: whoever comes next begins with a snapshot. */
  synchronized void forget() {
    changes.clear();
    kept = 0;
    snapshot = null;
    picture = null;
  }

  /** What comes after what is known up to there; nothing when that is all. */
  synchronized Optional<Event> after(long known) {
    if (picture == null || known == sequence) {
      return Optional.empty();
    }
    Event next = changes.get(known + 1);
    if (next != null && known > 0) {
      return Optional.of(next);
    }
    if (snapshot == null) {
      snapshot = event("snapshot", picture.parts());
    }
    return Optional.of(snapshot);
  }

  /** Up to where somebody knows it who has last read that event; 0 when that is too long ago. */
  synchronized long known(String lastEventId) {
    Matcher id = ID.matcher(lastEventId);
    if (!id.matches() || !id.group(1).equals(epoch)) {
      return 0;
    }
    long known = Long.parseLong(id.group(2));
    return known == sequence || changes.containsKey(known + 1) ? known : 0;
  }

  private Event event(String kind, Map<String, Object> what) {
    Instant now = clock.instant();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("now", now);
    told.putAll(what);
    try {
      return Event.named(epoch, sequence, kind, json.writeValueAsString(told), now);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a picture is always JSON", e);
    }
  }
}
