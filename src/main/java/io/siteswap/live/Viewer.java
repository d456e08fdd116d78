package io.siteswap.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who watches a cluster. No thread waits for him: what there is to say is written while he
 * takes it, and the rest when he takes more.
 */
class Viewer implements WriteListener, AsyncListener {
  private static final Logger log = LoggerFactory.getLogger(Viewer.class);

  /** So much at once, as what is not taken yet is kept for each one who watches. */
  private static final int PIECE = 16 << 10;

  /** What took longer to arrive is followed by what time it is. */
  private static final Duration LATE = Duration.ofSeconds(2);

  private final Feed feed;
  private final AsyncContext context;
  private final ServletOutputStream out;
  private final BooleanSupplier welcome;
  private final InstantSource clock;
  private final Instant came;

  private long known;
  private Event writing = Event.HELLO;
  private int written;
  private boolean beatDue;
  private boolean flushed = true;
  private boolean begun;
  private boolean gone;
  private volatile Instant lastWrite;
  private Instant asked;

  Viewer(
      Feed feed,
      AsyncContext context,
      ServletOutputStream out,
      long known,
      BooleanSupplier welcome,
      InstantSource clock) {
    this.feed = feed;
    this.context = context;
    this.out = out;
    this.known = known;
    this.welcome = welcome;
    this.clock = clock;
    this.came = clock.instant();
    this.lastWrite = came;
    this.asked = came;
    // To somebody who knows the picture already it is still to be told what time it is.
    this.beatDue = known > 0;
  }

  @Override
  public synchronized void onWritePossible() {
    begun = true;
    write();
  }

  /** As much as he takes; nothing before the server says that it may begin. */
  synchronized void write() {
    if (gone || !begun) {
      return;
    }
    try {
      while (out.isReady() && (writePiece() || flush())) {
        lastWrite = clock.instant();
      }
    } catch (IOException | RuntimeException e) {
      log.debug("somebody who watched has gone", e);
      end();
    }
  }

  /** False when there is nothing to say. */
  private boolean writePiece() throws IOException {
    if (writing == null) {
      Optional<Event> next = next();
      if (next.isEmpty()) {
        return false;
      }
      writing = next.get();
      written = 0;
    }
    int size = Math.min(PIECE, writing.size() - written);
    flushed = false;
    writing.write(out, written, size);
    written += size;
    if (written == writing.size()) {
      ended(writing);
    }
    return true;
  }

  private Optional<Event> next() {
    Optional<Event> next = feed.after(known);
    if (next.isEmpty() && beatDue) {
      beatDue = false;
      return Optional.of(Event.beat(clock.instant()));
    }
    return next;
  }

  private void ended(Event told) {
    writing = null;
    if (told.sequence() > 0) {
      known = told.sequence();
      beatDue = beatDue || told.at().plus(LATE).isBefore(clock.instant());
    }
  }

  private boolean flush() throws IOException {
    if (flushed) {
      return false;
    }
    flushed = true;
    out.flush();
    return true;
  }

  /**
   * Says what time it is to whoever has heard nothing for that long, and ends with whoever is not
   * welcome any more, or watches for too long: he comes back by himself, and is asked anew who he
   * is.
   */
  void beat(Duration silence, Duration longest) {
    Instant now = clock.instant();
    if (came.plus(longest).isBefore(now) || (isToBeAsked(now, silence) && !isWelcome())) {
      end();
    } else if (lastWrite.plus(silence).isBefore(now)) {
      say();
    }
  }

  private synchronized void say() {
    beatDue = true;
    write();
  }

  private boolean isToBeAsked(Instant now, Duration pause) {
    boolean due = asked.plus(pause).isBefore(now);
    asked = due ? now : asked;
    return due;
  }

  /** Of whom it cannot be known, the door is to decide. */
  private boolean isWelcome() {
    try {
      return welcome.getAsBoolean();
    } catch (RuntimeException e) {
      log.warn("whether somebody may still watch is not known: {}", e.getMessage());
      return false;
    }
  }

  synchronized void end() {
    if (!gone) {
      gone = true;
      feed.viewers().remove(this);
      try {
        context.complete();
      } catch (IllegalStateException e) {
        log.debug("it has ended already", e);
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It is started once.
  }
}
