package io.siteswap.site;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What the lines of the log are about that are written until it is closed. A line that is written
 * as JSON carries each mark as a field of its own.
 */
public final class Marks implements AutoCloseable {
  private static final String RUN = "run";
  private static final String TICKET = "ticket";
  private static final String CORRELATION = "correlation";

  /** How many signs of a run's id stand in its correlation ids, which the Manager cuts. */
  private static final int SHORT = 8;

  private final Map<String, String> before;

  private Marks(Map<String, String> all) {
    before = current();
    MDC.setContextMap(all);
  }

  /** Those of this thread, for whoever goes on later with what is begun here. */
  public static Map<String, String> current() {
    return Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
  }

  private static Marks with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(current());
    all.putAll(more);
    return new Marks(all);
  }

  /** Those that were kept, instead of the ones of this thread. */
  public static Marks of(Map<String, String> kept) {
    return new Marks(kept);
  }

  /** Nothing but what this run does is written meanwhile. */
  public static Marks run(String id, String ticket) {
    return with(Map.of(RUN, id, TICKET, ticket, CORRELATION, correlationsOf(id)));
  }

  /** With what the correlation ids of all that a run asks for begin. */
  public static String correlationsOf(String run) {
    return "sw-%s-".formatted(run.substring(0, Math.min(SHORT, run.length())));
  }

  /** The request that is under way, as the Manager's own log calls it. */
  public static Marks correlation(String id) {
    return with(Map.of(CORRELATION, id));
  }

  /** The same work for another thread, with the marks of this one. */
  public static <T> Supplier<T> kept(Supplier<T> work) {
    Map<String, String> marks = current();
    return () -> {
      try (Marks theirs = of(marks)) {
        return theirs.within(work);
      }
    };
  }

  /** The same work for another thread, with the marks of this one. */
  public static Runnable kept(Runnable work) {
    Map<String, String> marks = current();
    return () -> {
      try (Marks theirs = of(marks)) {
        theirs.around(work);
      }
    };
  }

  /** Done while they hold. */
  public <T> T around(Callable<T> work) throws Exception {
    return work.call();
  }

  /** Done while they hold. */
  public <T> T within(Supplier<T> work) {
    return work.get();
  }

  /** Done while they hold. */
  public void around(Runnable work) {
    work.run();
  }

  @Override
  public void close() {
    MDC.setContextMap(before);
  }
}
