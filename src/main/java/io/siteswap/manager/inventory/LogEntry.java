package io.siteswap.manager.inventory;

import java.time.Instant;

/**
 * An entry of the Manager's event log with what it is about.
 *
 * @param user who caused it, as far as the Manager says; else empty
 * @param host name of the host it is about; else empty
 * @param vm name of the VM it is about; else empty
 */
public record LogEntry(
    long id,
    int code,
    Severity severity,
    Instant time,
    String description,
    String user,
    String host,
    String vm) {

  public boolean isAbout(String name) {
    return name.equals(host) || name.equals(vm) || hasName(description, name);
  }

  /** Names are whole words: north-1 is not meant by north-10. */
  public static boolean hasName(String text, String name) {
    int at = text.indexOf(name);
    while (at >= 0) {
      if (!isInName(text, at - 1) && !isInName(text, at + name.length())) {
        return true;
      }
      at = text.indexOf(name, at + 1);
    }
    return false;
  }

  private static boolean isInName(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    // A full stop ends a sentence as well as it stands in a name.
    boolean inner = c == '.' && at + 1 < text.length() && text.charAt(at + 1) != ' ';
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || inner;
  }
}
