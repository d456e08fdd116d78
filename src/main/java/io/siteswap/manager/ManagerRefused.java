package io.siteswap.manager;

/** The Manager understood and said no; asking again helps only when the world changes. */
public class ManagerRefused extends RuntimeException {
  private final int status;
  private final String description;

  ManagerRefused(String what, int status, String description, Throwable cause) {
    super("%s: the Manager refused (%d): %s".formatted(what, status, description), cause);
    this.status = status;
    this.description = description;
  }

  public int status() {
    return status;
  }

  /** The Manager's own words. */
  public String description() {
    return description;
  }
}
