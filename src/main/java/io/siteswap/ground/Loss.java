package io.siteswap.ground;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of the ground is gone, read from a failure. */
enum Loss {
  MEMORY("the memory is used up (OutOfMemoryError)"),
  DISK("the disk is full"),
  DATABASE("the database is closed");

  /** H2: the database has been closed; it is closing; it called itself corrupt. */
  private static final Set<Integer> CLOSED = Set.of(90_098, 90_121, 90_030);

  /** PostgreSQL: disk full. */
  private static final String PG_DISK_FULL = "53100";

  private final String sentence;

  Loss(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  /** Empty for any failure that may pass while the process lives on. */
  static Optional<Loss> in(Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < 50; one = one.getCause()) {
      Optional<Loss> loss = of(one);
      if (loss.isPresent()) {
        return loss;
      }
      depth++;
    }
    return Optional.empty();
  }

  private static Optional<Loss> of(Throwable one) {
    if (one instanceof OutOfMemoryError) {
      return Optional.of(MEMORY);
    }
    String message = String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left on device")) {
      return Optional.of(DISK);
    }
    if (one instanceof SQLException sql) {
      if (PG_DISK_FULL.equals(sql.getSQLState())) {
        return Optional.of(DISK);
      }
      if (CLOSED.contains(sql.getErrorCode())) {
        return Optional.of(DATABASE);
      }
    }
    return Optional.empty();
  }
}
