package io.siteswap.notice;

/** The channels of the outbox that carry notices; no desk has a slash in its name. */
final class Channels {
  static final String MAIL = "notice/mail";
  private static final String CHAT = "notice/chat/";

  /** What the body of a message is. */
  static final String LETTER = "letter";

  private Channels() {}

  static String chat(String name) {
    return CHAT + name;
  }

  static boolean isChat(String channel) {
    return channel.startsWith(CHAT);
  }

  static String nameOf(String channel) {
    return channel.substring(CHAT.length());
  }
}
