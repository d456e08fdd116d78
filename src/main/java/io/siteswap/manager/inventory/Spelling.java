package io.siteswap.manager.inventory;

import java.util.Locale;

/**
 * How the REST API spells a value: in lower case. The SDK drops a word that it does not know, so a
 * value of a newer Manager comes as none, and its word is lost.
 */
public final class Spelling {
  private Spelling() {}

  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** How people write it. */
  public static String inWords(Enum<?> value) {
    return inWords(value.name());
  }

  /** The same of the name of a value that is only kept as text. */
  public static String inWords(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How the SDK's value is spelled; a word that no status has, where it knows none. */
  public static String ofSdk(Enum<?> value) {
    return value == null ? "unrecognised" : of(value);
  }

  public static <E extends Enum<E>> E read(Class<E> type, String word, E other) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return other;
    }
  }
}
