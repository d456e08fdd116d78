package io.siteswap.recovery;

/** What one witness says of one host. */
record ProbeResult(Sign sign, String description) {
  enum Sign {
    ALIVE,
    DOWN,
    NEITHER
  }

  static ProbeResult alive(String description) {
    return new ProbeResult(Sign.ALIVE, description);
  }

  static ProbeResult down(String description) {
    return new ProbeResult(Sign.DOWN, description);
  }

  static ProbeResult neither(String description) {
    return new ProbeResult(Sign.NEITHER, description);
  }

  boolean isAlive() {
    return sign == Sign.ALIVE;
  }

  boolean isDown() {
    return sign == Sign.DOWN;
  }
}
