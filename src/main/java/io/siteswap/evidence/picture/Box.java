package io.siteswap.evidence.picture;

/** A rectangle of the diagram. */
record Box(double x, double y, double width, double height) {
  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  Point middle() {
    return new Point(x + width / 2, y + height / 2);
  }

  Box inner(double by) {
    return new Box(x + by, y + by, width - 2 * by, height - 2 * by);
  }
}
