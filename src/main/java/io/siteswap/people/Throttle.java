package io.siteswap.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: by account and source together, so that a stranger's guesses keep nobody
 * out who comes from elsewhere, and never for longer than a minute. Kept by each node for itself.
 */
@Component
class Throttle {
  /** So many wrong passwords are mistakes of somebody tired. */
  private static final int FREE = 5;

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<Pair, Failures> pairs = new LinkedHashMap<>(16, 0.75f, true);

  Throttle(InstantSource clock) {
    this.clock = clock;
  }

  private record Pair(String account, String source) {
    static Pair of(String account, String source) {
      return new Pair(account.toLowerCase(Locale.ROOT), Source.of(source));
    }
  }

  private record Failures(int count, Instant last) {
    Instant until() {
      return count < FREE ? last : last.plus(wait(count));
    }

    private static Duration wait(int count) {
      Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE, 10));
      return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
  }

  /** Before a password is looked at: a right one is no way to find out that it is right. */
  synchronized void refuse(String account, String source) {
    Failures failures = pairs.get(Pair.of(account, source));
    Instant now = clock.instant();
    // A clock that was set back would make somebody wait for as long.
    if (failures != null && !failures.last().isAfter(now) && now.isBefore(failures.until())) {
      throw new Throttled(Duration.between(now, failures.until()));
    }
  }

  synchronized void failed(String account, String source) {
    Instant now = clock.instant();
    Pair pair = Pair.of(account, source);
    Failures before = pairs.get(pair);
    boolean isOld =
        before == null
            || before.last().isAfter(now)
            || before.until().plus(FORGOTTEN).isBefore(now);
    Failures failures = new Failures(isOld ? 1 : before.count() + 1, now);
    pairs.put(pair, failures);
    if (pairs.size() > MOST) {
      pairs.remove(pairs.keySet().iterator().next());
    }
    if (failures.until().isAfter(now)) {
      SecurityLog.warn(
          "throttled",
          "user",
          account,
          "source",
          source,
          "failures",
          failures.count(),
          "seconds",
          Duration.between(now, failures.until()).toSeconds());
    }
  }

  synchronized void succeeded(String account, String source) {
    pairs.remove(Pair.of(account, source));
  }
}
