package io.siteswap.twin.world;

import java.util.Locale;

/** What comes back when a power switch is asked; one that is unreachable says nothing. */
public enum PowerAnswer {
  ON,
  OFF,
  UNKNOWN,
  UNREACHABLE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
