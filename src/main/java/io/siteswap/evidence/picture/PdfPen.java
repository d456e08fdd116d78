package io.siteswap.evidence.picture;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Draws onto a page of a PDF, which counts from the bottom left. */
final class PdfPen implements Pen {
  /** How far a Bézier curve's handles stand off to come close to a quarter of a circle. */
  private static final double QUARTER = 0.5523;

  private final PDPageContentStream page;
  private final PDFont font;
  private final Box frame;
  private final double scale;
  private final Point corner;

  /**
   * Draws what lies in the frame, scaled.
   *
   * @param corner where the frame's bottom left comes to lie
   */
  PdfPen(PDPageContentStream page, PDFont font, Box frame, double scale, Point corner) {
    this.page = page;
    this.font = font;
    this.frame = frame;
    this.scale = scale;
    this.corner = corner;
  }

  private float x(double x) {
    return (float) (corner.x() + (x - frame.x()) * scale);
  }

  private float y(double y) {
    return (float) (corner.y() + (frame.bottom() - y) * scale);
  }

  private interface Drawing {
    void draw() throws IOException;
  }

  private void drawn(Ink ink, Drawing shape) {
    try {
      page.setStrokingColor(Color.decode(ink.stroke()));
      page.setLineWidth((float) (ink.width() * scale));
      page.setLineDashPattern(
          ink.dashed() ? new float[] {(float) (6 * scale), (float) (4 * scale)} : new float[0], 0);
      if (!ink.fill().isEmpty()) {
        page.setNonStrokingColor(Color.decode(ink.fill()));
      }
      shape.draw();
      if (ink.fill().isEmpty()) {
        page.stroke();
      } else {
        page.fillAndStroke();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void curve(double x1, double y1, double x2, double y2, double x3, double y3)
      throws IOException {
    page.curveTo(x(x1), y(y1), x(x2), y(y2), x(x3), y(y3));
  }

  @Override
  public void box(Box box, double radius, Ink ink) {
    double off = radius * (1 - QUARTER);
    double left = box.x();
    double top = box.y();
    double right = box.right();
    double bottom = box.bottom();
    drawn(
        ink,
        () -> {
          page.moveTo(x(left + radius), y(top));
          page.lineTo(x(right - radius), y(top));
          curve(right - off, top, right, top + off, right, top + radius);
          page.lineTo(x(right), y(bottom - radius));
          curve(right, bottom - off, right - off, bottom, right - radius, bottom);
          page.lineTo(x(left + radius), y(bottom));
          curve(left + off, bottom, left, bottom - off, left, bottom - radius);
          page.lineTo(x(left), y(top + radius));
          curve(left, top + off, left + off, top, left + radius, top);
          page.closePath();
        });
  }

  @Override
  public void circle(Point middle, double radius, Ink ink) {
    box(new Box(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), radius, ink);
  }

  @Override
  public void line(List<Point> points, boolean closed, Ink ink) {
    drawn(
        ink,
        () -> {
          page.moveTo(x(points.get(0).x()), y(points.get(0).y()));
          for (Point point : points.subList(1, points.size())) {
            page.lineTo(x(point.x()), y(point.y()));
          }
          if (closed) {
            page.closePath();
          }
        });
  }

  @Override
  public void text(Point at, boolean centred, double size, String colour, String text) {
    try {
      String known = known(text);
      double points = size * scale;
      double width = font.getStringWidth(known) / 1000 * points;
      page.beginText();
      page.setNonStrokingColor(Color.decode(colour));
      page.setFont(font, (float) points);
      page.newLineAtOffset((float) (x(at.x()) - (centred ? width / 2 : 0)), y(at.y()));
      page.showText(known);
      page.endText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the signs that the font does not have. */
  private String known(String text) throws IOException {
    var known = new StringBuilder();
    for (int sign : text.codePoints().toArray()) {
      known.appendCodePoint(has(sign) ? sign : '?');
    }
    return known.toString();
  }

  private boolean has(int sign) throws IOException {
    try {
      return font.encode(Character.toString(sign)).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
