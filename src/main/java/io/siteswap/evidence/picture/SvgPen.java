package io.siteswap.evidence.picture;

import java.util.List;
import java.util.Locale;

/** Draws into an SVG. */
final class SvgPen implements Pen {
  private final StringBuilder svg = new StringBuilder();

  SvgPen(Box frame, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%s %s %s %s\" role=\"img\""
            + " font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\">\n<title>%s</title>\n",
        number(frame.x()),
        number(frame.y()),
        number(frame.width()),
        number(frame.height()),
        escaped(title));
  }

  String end() {
    return svg.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String ink(Ink ink) {
    return "fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s"
        .formatted(
            ink.fill().isEmpty() ? "none" : ink.fill(),
            ink.stroke(),
            number(ink.width()),
            ink.dashed() ? " stroke-dasharray=\"6 4\"" : "");
  }

  @Override
  public void box(Box box, double radius, Ink ink) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" %s/>\n",
        number(box.x()),
        number(box.y()),
        number(box.width()),
        number(box.height()),
        number(radius),
        ink(ink));
  }

  @Override
  public void circle(Point middle, double radius, Ink ink) {
    add(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>\n",
        number(middle.x()), number(middle.y()), number(radius), ink(ink));
  }

  @Override
  public void line(List<Point> points, boolean closed, Ink ink) {
    var path = new StringBuilder();
    points.forEach(
        point ->
            path.append(path.isEmpty() ? "M" : " L")
                .append(number(point.x()))
                .append(' ')
                .append(number(point.y())));
    add("<path d=\"%s%s\" stroke-linejoin=\"round\" %s/>\n", path, closed ? " Z" : "", ink(ink));
  }

  @Override
  public void text(Point at, boolean centred, double size, String colour, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>\n",
        number(at.x()),
        number(at.y()),
        number(size),
        colour,
        centred ? " text-anchor=\"middle\"" : "",
        escaped(text));
  }
}
