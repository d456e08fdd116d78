package io.siteswap.evidence.picture;

import java.util.List;

/** What draws a diagram somewhere. */
interface Pen {
  void box(Box box, double radius, Ink ink);

  void circle(Point middle, double radius, Ink ink);

  void line(List<Point> points, boolean closed, Ink ink);

  /**
   * Writes one line.
   *
   * @param at the middle of its foot, or its beginning
   */
  void text(Point at, boolean centred, double size, String colour, String text);
}
