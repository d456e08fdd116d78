package io.siteswap.manager;

/** The data centre; {@code problematic} is how the API spells "non responsive" (T-9). */
public record DataCenter(String id, String name, String status) {
  public boolean isUp() {
    return status.equals("up");
  }
}
