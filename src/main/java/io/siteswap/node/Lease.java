package io.siteswap.node;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Says whether this process is still the one that it was: it renews its lease each second, and who
 * has not done so for a while is taken over by the others. Whatever it holds, it holds under the
 * name of its lease, and with a lease that was lost it does nothing more.
 *
 * <p>Times are those that have passed here, never what a clock shows: this one counts from before
 * it has renewed, the others from after they have seen that, so that it stops before they begin.
 */
public class Lease {
  static final Duration BEAT = Duration.ofSeconds(1);

  /** After that long without a renewal this process asks for nothing any more. */
  static final Duration HELD = Duration.ofSeconds(6);

  /** After that long without a renewal the others take over; a call needs some time to leave. */
  static final Duration SILENCE = Duration.ofSeconds(8);

  /** Whoever has not looked for that long cannot tell how long another has been silent. */
  private static final Duration AWAY = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  private record Held(String worker, long untilNanos) {}

  private record Seen(long beat, long sinceNanos) {}

  private final String name;
  private final NodeDatabase database;
  private final Nodes nodes;
  private final Holdings holdings;
  private final LongSupplier nanos;
  private final Optional<Nodes.Row> before;
  private final Map<String, Seen> others = new HashMap<>();
  private long lastLook;
  private volatile Held held = new Held("", 0);

  Lease(String name, NodeDatabase database, Holdings holdings, LongSupplier nanos) {
    this.name = name;
    this.database = database;
    this.nodes = new Nodes(database);
    this.holdings = holdings;
    this.nanos = nanos;
    this.before = nodes.find(name);
  }

  /** Takes it for the first time, and takes back what an earlier process of that name held. */
  void begin() {
    if (database.isShared()) {
      refuseNameOfLivingOne();
    }
    take();
  }

  /** What is renewed while this process was starting belongs to another that lives. */
  private void refuseNameOfLivingOne() {
    Optional<Nodes.Row> now = nodes.find(name);
    if (now.isPresent() && now.get().worker().isPresent() && !now.equals(before)) {
      throw new WrongConfiguration(
          "another Siteswap of the name '%s' is alive on this database".formatted(name),
          "Set siteswap.runbook.node to a name that no other has; two on one machine have the"
              + " machine's name otherwise.");
    }
  }

  private void take() {
    String worker = name + "/" + UUID.randomUUID().toString().substring(0, 8);
    long now = nanos.getAsLong();
    Optional<Nodes.Row> last = nodes.find(name);
    database.inOneTransaction(
        () -> {
          last.map(Nodes.Row::process)
              .filter(process -> !process.equals(database.process()))
              .ifPresent(nodes::endSessions);
          nodes.write(
              new Nodes.Row(
                  name,
                  Optional.of(worker),
                  database.process(),
                  last.map(Nodes.Row::beat).orElse(0L) + 1));
          holdings.takeAs(worker);
          holdings.release(database.client());
        });
    held = new Held(worker, now + HELD.toNanos());
  }

  /** The name under which this process holds things now. */
  public String worker() {
    return held.worker();
  }

  /**
   * Whether what is held under that name may still be acted upon. The database is asked once more:
   * in a machine that was halted no time has passed.
   */
  public boolean isHeldBy(String worker) {
    return isInTime(worker) && isKnown(worker) && isInTime(worker);
  }

  /** A database that does not answer may have told others that this one is gone. */
  private boolean isKnown(String worker) {
    try {
      return !database.isShared() || nodes.hasLease(worker);
    } catch (DataAccessException e) {
      log.debug("whether {} still has its lease is not known", worker, e);
      return false;
    }
  }

  private boolean isInTime(String worker) {
    Held now = held;
    return now.worker().equals(worker)
        && (!database.isShared() || nanos.getAsLong() - now.untilNanos() < 0);
  }

  /** Renews it, and looks after the others. */
  void beat() {
    long now = nanos.getAsLong();
    if (nodes.beat(held.worker())) {
      held = new Held(held.worker(), now + HELD.toNanos());
    } else {
      comeBack();
    }
    look();
  }

  /** Others have taken over what this process held: it has to take part like a new one. */
  private void comeBack() {
    Optional<Nodes.Row> mine = nodes.find(name);
    if (mine.flatMap(Nodes.Row::worker).isPresent()) {
      throw new NameTaken(name);
    }
    String lost = held.worker();
    take();
    log.warn(
        "This Siteswap was away for more than {}; others have taken over what it held as {}, and it"
            + " goes on as {}",
        SILENCE,
        lost,
        held.worker());
  }

  /** Another process of this name has begun, which can only mean that it replaces this one. */
  static class NameTaken extends RuntimeException {
    NameTaken(String name) {
      super("another Siteswap has been started under the name '%s'".formatted(name));
    }
  }

  private void look() {
    List<Nodes.Row> rows = nodes.all();
    long now = nanos.getAsLong();
    if (now - lastLook > AWAY.toNanos()) {
      others.clear();
    }
    lastLook = now;
    rows.stream()
        .filter(row -> row.worker().isPresent() && !row.name().equals(name))
        .filter(row -> isSilent(row, now))
        .forEach(this::takeOver);
  }

  private boolean isSilent(Nodes.Row row, long now) {
    Seen seen =
        others.compute(
            row.worker().orElseThrow(),
            (worker, known) ->
                known != null && known.beat() == row.beat() ? known : new Seen(row.beat(), now));
    return now - seen.sinceNanos() >= SILENCE.toNanos();
  }

  private void takeOver(Nodes.Row silent) {
    AtomicBoolean taken = new AtomicBoolean();
    database.inOneTransaction(() -> taken.set(end(silent)));
    others.remove(silent.worker().orElseThrow());
    if (taken.get()) {
      log.warn(
          "Siteswap {} has not been heard of for {}; what it held is taken over",
          silent.name(),
          SILENCE);
    }
  }

  private boolean end(Nodes.Row silent) {
    boolean ended = nodes.end(silent);
    if (ended) {
      nodes.endSessions(silent.process());
      holdings.release(database.client());
    }
    return ended;
  }
}
