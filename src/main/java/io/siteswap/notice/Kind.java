package io.siteswap.notice;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why people are told something. */
public enum Kind {
  /** A run waits for them. */
  WAITING,
  /** It still does. */
  REMINDED,
  /** Others have not answered in time. */
  ESCALATED,
  /** The Manager has refused something, nothing moves, or a step has failed. */
  STUCK,
  /** The run has ended. */
  ENDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
