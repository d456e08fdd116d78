package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;

/** A password, token or key; whoever prints it sees dots. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }

  byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "...";
  }
}
