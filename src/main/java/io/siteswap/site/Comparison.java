package io.siteswap.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bound for a number, as in {@code >= 1}; without an operator it means exactly that number. */
public record Comparison(String operator, double bound) {
  private static final Pattern TEXT =
      Pattern.compile("\\s*(>=|<=|==|!=|>|<)?\\s*([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)\\s*");

  public static Comparison of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no bound: expected e.g. '>= 1', '< 30' or '1'");
    }
    return new Comparison(
        matcher.group(1) == null ? "==" : matcher.group(1), Double.parseDouble(matcher.group(2)));
  }

  public boolean holds(double value) {
    if (Double.isNaN(value)) {
      return false;
    }
    int order = Double.compare(value, bound);
    return switch (operator) {
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case "!=" -> order != 0;
      default -> order == 0;
    };
  }

  @Override
  public String toString() {
    return operator
        + " "
        + (bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound));
  }
}
