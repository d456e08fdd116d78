package io.siteswap.readiness;

/**
 * What a check says.
 *
 * @param code names the check, for people who search
 * @param what the reason with its evidence
 * @param remedy what to do about it
 */
public record Finding(Level level, String code, String what, String remedy) {
  /** How much it matters. */
  public enum Level {
    OK,
    WARNING,
    BLOCKER
  }

  static Finding ok(String code, String what) {
    return new Finding(Level.OK, code, what, "");
  }

  static Finding warning(String code, String what, String remedy) {
    return new Finding(Level.WARNING, code, what, remedy);
  }

  static Finding blocker(String code, String what, String remedy) {
    return new Finding(Level.BLOCKER, code, what, remedy);
  }

  public boolean isBlocker() {
    return level == Level.BLOCKER;
  }
}
