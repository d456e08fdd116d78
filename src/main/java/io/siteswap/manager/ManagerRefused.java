package io.siteswap.manager;

/** The Manager understood and said no; asking again helps only when the world changes. */
public class ManagerRefused extends RuntimeException {
  private final int status;
  private final String description;
  private final boolean wordless;

  ManagerRefused(String what, int status, String description, Throwable cause) {
    this(what, status, description, false, cause);
  }

  ManagerRefused(String what, int status, String description, boolean wordless, Throwable cause) {
    super("%s: the Manager refused (%d): %s".formatted(what, status, description), cause);
    this.status = status;
    this.description = description;
    this.wordless = wordless;
  }

  public int status() {
    return status;
  }

  /** The Manager's own words. */
  public String description() {
    return description;
  }

  /** Whether it says no more than that it failed; its log may say why. */
  public boolean isWordless() {
    return wordless;
  }
}
