package io.siteswap.loss;

/** What one witness says of one host. */
record Statement(Sign sign, String words) {
  enum Sign {
    ALIVE,
    DOWN,
    NEITHER
  }

  static Statement alive(String words) {
    return new Statement(Sign.ALIVE, words);
  }

  static Statement down(String words) {
    return new Statement(Sign.DOWN, words);
  }

  static Statement neither(String words) {
    return new Statement(Sign.NEITHER, words);
  }

  boolean isAlive() {
    return sign == Sign.ALIVE;
  }

  boolean isDown() {
    return sign == Sign.DOWN;
  }
}
