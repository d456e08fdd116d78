package io.siteswap.manager;

/** The data centre; {@code problematic} is how the API spells "non responsive" (T-9). */
public record DataCenter(String id, String name, String status) {
  /** One that the Manager does not have yet. */
  public static DataCenter missing(String name) {
    return new DataCenter("", name, "missing");
  }

  public boolean isThere() {
    return !id.isEmpty();
  }

  public boolean isUp() {
    return status.equals("up");
  }
}
