package io.siteswap.recovery;

/** What one probe says of one host. */
record ProbeResult(Sign sign, String description) {
  enum Sign {
    /** Only that host itself can have said so. */
    ALIVE,
    /** Something answers, which another can do in its name: a firewall, a gateway, a neighbour. */
    HINT,
    DOWN,
    /** Asked, and silent. */
    NEITHER,
    /** Not even asked: nobody here knows where. */
    UNKNOWN
  }

  static ProbeResult alive(String description) {
    return new ProbeResult(Sign.ALIVE, description);
  }

  static ProbeResult hint(String description) {
    return new ProbeResult(Sign.HINT, description);
  }

  static ProbeResult down(String description) {
    return new ProbeResult(Sign.DOWN, description);
  }

  static ProbeResult neither(String description) {
    return new ProbeResult(Sign.NEITHER, description);
  }

  static ProbeResult unknown(String description) {
    return new ProbeResult(Sign.UNKNOWN, description);
  }

  boolean is(Sign wanted) {
    return sign == wanted;
  }
}
