package io.siteswap.site;

import java.util.Map;

/** The agent by which the Manager switches a host off; {@code type} as it names them. */
public record PowerManagement(
    String type, String address, String user, String password, Map<String, String> options) {
  public PowerManagement {
    options = Map.copyOf(options);
  }

  /** Without the password: it must never reach a log. */
  @Override
  public String toString() {
    return type + " at " + address;
  }
}
