package io.siteswap.manager;

/** The Manager understood and said no; asking again helps only when the world changes. */
public class ManagerRefused extends RuntimeException {
  private final int status;
  private final String words;

  ManagerRefused(String what, int status, String words, Throwable cause) {
    super("%s: the Manager refused (%d): %s".formatted(what, status, words), cause);
    this.status = status;
    this.words = words;
  }

  public int status() {
    return status;
  }

  /** The Manager's own words. */
  public String words() {
    return words;
  }
}
