package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what something that was said is found again at the desk.
 *
 * @param key names it among all that its ticket hears; up to the first {@code :} it is the event
 */
record Mark(String key) {
  private static final int DIGITS = 12;

  /** Short enough for the name of a file, and for people not to mind it. */
  String word() {
    return "sw-" + HexFormat.of().formatHex(hash()).substring(0, DIGITS);
  }

  /** What has happened, such as {@code planned}. */
  String event() {
    int at = key.indexOf(':');
    return at < 0 ? key : key.substring(0, at);
  }

  /** The note as people read it. */
  String in(String text) {
    return text + "\n\n[" + word() + "]";
  }

  /** The name of a file, which keeps its ending. */
  String inName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    int at = dot < 0 ? fileName.length() : dot;
    return fileName.substring(0, at) + "-" + word() + fileName.substring(at);
  }

  private byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
