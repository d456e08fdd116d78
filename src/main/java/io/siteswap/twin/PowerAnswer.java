package io.siteswap.twin;

import java.util.Locale;

/** What comes back when a power switch is asked; one that is unreachable says nothing. */
enum PowerAnswer {
  ON,
  OFF,
  UNKNOWN,
  UNREACHABLE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
