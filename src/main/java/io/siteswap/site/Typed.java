package io.siteswap.site;

import java.util.Locale;
import java.util.Optional;

/**
 * What people type, measured in one place, whichever way it comes in. Throws {@link
 * IllegalArgumentException} with a sentence for people.
 */
public final class Typed {
  /** As much as the engine keeps of a text, and all of it is kept. */
  public static final int LONGEST_TEXT = 4000;

  public static final int LONGEST_NAME = 100;
  private static final int SHOWN = 40;

  private Typed() {}

  /** Some sentences: a reason, a comment, evidence; empty where nothing was typed. */
  public static String text(String what, String typed) {
    return measured(what, typed, LONGEST_TEXT);
  }

  public static String requiredText(String what, String typed) {
    return required(what, text(what, typed));
  }

  /** What names something, in one line. */
  public static String name(String what, String typed) {
    String name = measured(what, typed, LONGEST_NAME);
    refuse(what, name.chars().anyMatch(Character::isISOControl), "more than one line");
    return name;
  }

  public static String requiredName(String what, String typed) {
    return required(what, name(what, typed));
  }

  /** Of a change record: it becomes the business key, and part of file names and addresses. */
  public static String ticket(String what, String typed) {
    String ticket = name(what, typed);
    if (!ticket.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "'%s' is no %s: expected letters, digits, '.', '_' and '-', e.g. CHG0001234"
              .formatted(ticket, what));
    }
    return ticket;
  }

  private static String required(String what, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("'' is no " + what + ": it must not be empty");
    }
    return value;
  }

  private static String measured(String what, String typed, int longest) {
    String text = Optional.ofNullable(typed).orElse("");
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "the %s '%s…' has %d characters: expected at most %d"
              .formatted(what, beginning(text), text.length(), longest));
    }
    text.codePoints()
        .filter(Typed::isUnwanted)
        .findFirst()
        .ifPresent(
            character -> {
              throw new IllegalArgumentException(
                  "the %s has the character U+%s: expected none that cannot be seen"
                      .formatted(what, "%04X".formatted(character)));
            });
    return text.strip();
  }

  private static String beginning(String text) {
    return text.substring(0, SHOWN).replaceAll("\\p{C}", " ").strip();
  }

  /** Control characters, halves of characters, and what turns the direction of a text around. */
  private static boolean isUnwanted(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n' && character != '\r' && character != '\t';
      case Character.SURROGATE -> true;
      case Character.FORMAT -> isTurning(character);
      default -> false;
    };
  }

  private static boolean isTurning(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  private static void refuse(String what, boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException(
          "the %s has %s".formatted(what.toLowerCase(Locale.ROOT), why));
    }
  }
}
