package io.siteswap.evidence.pack;

import java.util.List;
import java.util.Optional;

/**
 * What a verification has found.
 *
 * @param problems in sentences; empty when the pack is whole
 * @param manifest as far as it could be read
 * @param lines of the journal whose chain was followed
 */
public record Verdict(Kind kind, List<String> problems, Optional<Manifest> manifest, long lines) {
  /** How it can end. */
  public enum Kind {
    WHOLE,
    ALTERED,
    UNREADABLE
  }

  static Verdict unreadable(String why) {
    return new Verdict(Kind.UNREADABLE, List.of(why), Optional.empty(), 0);
  }

  static Verdict altered(String what) {
    return new Verdict(Kind.ALTERED, List.of(what), Optional.empty(), 0);
  }

  public boolean isWhole() {
    return kind == Kind.WHOLE;
  }
}
