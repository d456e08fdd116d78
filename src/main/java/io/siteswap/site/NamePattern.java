package io.siteswap.site;

import java.util.regex.Pattern;

/** A name with {@code *} for any run of characters, as in {@code north-*}. */
public record NamePattern(String glob) {
  public NamePattern {
    if (glob == null || glob.isBlank()) {
      throw new IllegalArgumentException("a name pattern must not be empty: expected e.g. north-*");
    }
  }

  public boolean matches(String name) {
    return Pattern.matches("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", name);
  }

  @Override
  public String toString() {
    return glob;
  }
}
