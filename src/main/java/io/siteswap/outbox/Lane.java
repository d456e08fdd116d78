package io.siteswap.outbox;

/** What keeps its order: all messages of one channel about one subject. */
record Lane(String channel, String subject) {
  private static final char BETWEEN = ' ';

  /** No channel has a space in its name. */
  static Lane of(String word) {
    int at = word.indexOf(BETWEEN);
    return new Lane(word.substring(0, at), word.substring(at + 1));
  }

  String word() {
    return channel + BETWEEN + subject;
  }
}
