package io.siteswap.evidence.picture;

/**
 * How something is drawn.
 *
 * @param stroke as in {@code #1a7f37}
 * @param fill the same; empty for none
 */
record Ink(String stroke, double width, String fill, boolean dashed) {
  static Ink line(String stroke, double width) {
    return new Ink(stroke, width, "", false);
  }

  Ink thicker(double by) {
    return new Ink(stroke, width + by, fill, dashed);
  }

  Ink unfilled() {
    return new Ink(stroke, width, "", dashed);
  }
}
