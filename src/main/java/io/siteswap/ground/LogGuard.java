package io.siteswap.ground;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Lets the same failure into the log once a minute, however often it happens, and counts it
 * meanwhile. Every failure that some framework swallows passes here, so here is seen too that the
 * ground is gone.
 */
class LogGuard extends TurboFilter {
  /** More kinds of failures than that in a minute are let through: they tell of each other. */
  private static final int KINDS = 1_000;

  private final Consumer<Loss> lost;
  private final Map<String, AtomicInteger> repeated = new ConcurrentHashMap<>();

  LogGuard(Consumer<Loss> lost) {
    this.lost = lost;
  }

  @Override
  public FilterReply decide(
      Marker marker,
      Logger logger,
      Level level,
      String format,
      Object[] arguments,
      Throwable given) {
    Throwable failure = given == null ? last(arguments) : given;
    if (failure == null || !level.isGreaterOrEqual(Level.WARN) || logger.getName().equals(name())) {
      return FilterReply.NEUTRAL;
    }
    Loss.in(failure).ifPresent(lost);
    AtomicInteger times = times(logger, format, failure);
    return times == null || times.getAndIncrement() == 0 ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  /** Where a line has values as well, Logback takes the failure from behind them only later. */
  private static Throwable last(Object[] arguments) {
    return arguments != null
            && arguments.length > 0
            && arguments[arguments.length - 1] instanceof Throwable failure
        ? failure
        : null;
  }

  private AtomicInteger times(Logger logger, String format, Throwable failure) {
    String kind = logger.getName() + " " + format + " " + root(failure);
    return repeated.size() < KINDS
        ? repeated.computeIfAbsent(kind, unused -> new AtomicInteger())
        : repeated.get(kind);
  }

  private static String root(Throwable failure) {
    Throwable one = failure;
    int depth = 0;
    while (one.getCause() != null && depth < 50) {
      one = one.getCause();
      depth++;
    }
    return one.getClass().getName() + " " + one.getMessage();
  }

  private static String name() {
    return LogGuard.class.getName();
  }

  /** Once a minute: what was counted, and a clean sheet. */
  void report() {
    repeated.forEach(
        (kind, times) -> {
          if (times.get() > 1) {
            LoggerFactory.getLogger(LogGuard.class)
                .warn("{} times more in the last minute: {}", times.get() - 1, kind);
          }
        });
    repeated.clear();
  }
}
