package io.siteswap.site;

import org.springframework.util.PatternMatchUtils;

/** A name with {@code *} for any run of characters, as in {@code north-*}. */
public record NamePattern(String glob) {
  public NamePattern {
    if (glob == null || glob.isBlank()) {
      throw new IllegalArgumentException("a name pattern must not be empty: expected e.g. north-*");
    }
  }

  public boolean matches(String name) {
    return PatternMatchUtils.simpleMatch(glob, name);
  }

  @Override
  public String toString() {
    return glob;
  }
}
