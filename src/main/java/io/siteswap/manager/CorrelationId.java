package io.siteswap.manager;

/** Names one request in the Manager's events and jobs. */
public record CorrelationId(String value) {
  public CorrelationId {
    // The Manager drops other characters and cuts at 36.
    if (!value.matches("[A-Za-z0-9_-]{1,36}")) {
      throw new IllegalArgumentException(
          "'" + value + "' is no correlation id: expected at most 36 letters, digits, '-' or '_'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
