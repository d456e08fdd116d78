package io.siteswap.evidence.picture;

import io.siteswap.evidence.picture.Model.Flow;
import io.siteswap.evidence.picture.Model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The diagram of a run. What the path went through is told by its colour and by a mark, so that it
 * is told in black and white as well.
 */
public final class Diagram {
  private static final String PLAIN = "#57606a";
  private static final String TEXT = "#1f2328";
  private static final String DONE = "#1a7f37";
  private static final String OPEN = "#9a6700";
  private static final String CANCELLED = "#cf222e";
  private static final String UNDONE = "#0969da";
  private static final double SIZE = 12;
  private static final double SMALL = 11;

  /** An average sign is so wide, of its height. */
  private static final double SIGN = 0.54;

  private final Model model;
  private final Map<String, Trace> traces;

  private Diagram(Model model, Map<String, Trace> traces) {
    this.model = model;
    this.traces = traces;
  }

  /**
   * The diagram of a model.
   *
   * @param traces by the id of the element
   */
  public static Diagram of(String bpmn, Map<String, Trace> traces) {
    return new Diagram(Model.of(bpmn), Map.copyOf(traces));
  }

  public String svg() {
    var pen = new SvgPen(frame(), model.name());
    draw(pen);
    return pen.end();
  }

  String name() {
    return model.name();
  }

  Box frame() {
    return model.frame();
  }

  void draw(Pen pen) {
    model.shapes().stream().filter(shape -> isFrame(shape)).forEach(shape -> frame(pen, shape));
    model.flows().forEach(flow -> draw(pen, flow));
    model.shapes().stream().filter(shape -> !isFrame(shape)).forEach(shape -> draw(pen, shape));
  }

  private static boolean isFrame(Shape shape) {
    return shape.isGroup() || (shape.kind().equals("subProcess") && shape.expanded());
  }

  private Optional<Trace> trace(Shape shape) {
    return Optional.ofNullable(traces.get(shape.id()));
  }

  private Ink ink(Shape shape) {
    return trace(shape)
        .map(
            trace ->
                switch (trace.state()) {
                  case DONE ->
                      shape.undoes()
                          ? new Ink(UNDONE, 2, "#ddf4ff", false)
                          : new Ink(DONE, 2, "#dafbe1", false);
                  case OPEN -> new Ink(OPEN, 2, "#fff8c5", false);
                  case CANCELLED -> new Ink(CANCELLED, 2, "#ffebe9", false);
                })
        .orElse(new Ink(PLAIN, 1.5, "#ffffff", false));
  }

  /** Drawn around others; a group is no part of the path, and drawn otherwise. */
  private void frame(Pen pen, Shape shape) {
    pen.box(
        shape.box(),
        10,
        shape.isGroup()
            ? new Ink(PLAIN, 1.5, "", true)
            : new Ink(ink(shape).stroke(), 1.5, "#f6f8fa", false));
    pen.text(
        new Point(shape.box().x() + 10, shape.box().y() + 18), false, SIZE, TEXT, shape.name());
  }

  private void draw(Pen pen, Flow flow) {
    Ink ink = new Ink(PLAIN, 1.2, "", flow.association());
    pen.line(flow.way(), false, ink);
    arrow(pen, flow);
    flow.label().ifPresent(label -> words(pen, label, flow.name()));
  }

  private static void arrow(Pen pen, Flow flow) {
    Point to = flow.way().get(flow.way().size() - 1);
    Point from = flow.way().get(flow.way().size() - 2);
    double length = Math.max(1e-6, Math.hypot(to.x() - from.x(), to.y() - from.y()));
    double x = (to.x() - from.x()) / length;
    double y = (to.y() - from.y()) / length;
    pen.line(
        List.of(
            to,
            new Point(to.x() - 9 * x - 4 * y, to.y() - 9 * y + 4 * x),
            new Point(to.x() - 9 * x + 4 * y, to.y() - 9 * y - 4 * x)),
        true,
        new Ink(PLAIN, 1, PLAIN, false));
  }

  private void draw(Pen pen, Shape shape) {
    Ink ink = ink(shape);
    if (shape.isEvent()) {
      event(pen, shape, ink);
    } else if (shape.isGateway()) {
      gateway(pen, shape, ink);
    } else {
      pen.box(shape.box(), 10, shape.kind().equals("callActivity") ? ink.thicker(2) : ink);
      inside(pen, shape);
    }
    trace(shape).ifPresent(trace -> mark(pen, shape, trace));
  }

  private static void event(Pen pen, Shape shape, Ink ink) {
    Point middle = shape.box().middle();
    double radius = shape.box().width() / 2;
    pen.circle(middle, radius, shape.kind().equals("endEvent") ? ink.thicker(2) : ink);
    if (shape.kind().equals("boundaryEvent") || shape.kind().startsWith("intermediate")) {
      pen.circle(middle, radius - 4, ink.unfilled());
    }
    symbol(pen, middle, shape.event(), ink);
    shape.label().ifPresent(label -> words(pen, label, shape.name()));
  }

  private static void symbol(Pen pen, Point at, String event, Ink ink) {
    Ink line = Ink.line(ink.stroke(), 1.3);
    switch (event) {
      case "compensate" -> back(pen, at, new Ink(ink.stroke(), 1, ink.stroke(), false));
      case "message" -> {
        pen.box(new Box(at.x() - 8, at.y() - 5, 16, 11), 0, line);
        pen.line(
            List.of(
                new Point(at.x() - 8, at.y() - 5),
                new Point(at.x(), at.y() + 1),
                new Point(at.x() + 8, at.y() - 5)),
            false,
            line);
      }
      case "timer" -> {
        pen.circle(at, 8, line);
        pen.line(
            List.of(new Point(at.x(), at.y() - 6), at, new Point(at.x() + 4, at.y() + 2)),
            false,
            line);
      }
      case "error" ->
          pen.line(
              List.of(
                  new Point(at.x() - 7, at.y() + 6),
                  new Point(at.x() - 3, at.y() - 5),
                  new Point(at.x() + 3, at.y() + 3),
                  new Point(at.x() + 7, at.y() - 6)),
              false,
              line);
      default -> {
        // A plain event has none.
      }
    }
  }

  private static void back(Pen pen, Point at, Ink ink) {
    for (double left : new double[] {at.x() - 8, at.x()}) {
      pen.line(
          List.of(
              new Point(left, at.y()),
              new Point(left + 7, at.y() - 5),
              new Point(left + 7, at.y() + 5)),
          true,
          ink);
    }
  }

  private static void gateway(Pen pen, Shape shape, Ink ink) {
    Box box = shape.box();
    Point middle = box.middle();
    pen.line(
        List.of(
            new Point(middle.x(), box.y()),
            new Point(box.right(), middle.y()),
            new Point(middle.x(), box.bottom()),
            new Point(box.x(), middle.y())),
        true,
        ink);
    cross(pen, middle, 7, Ink.line(ink.stroke(), 3));
    shape.label().ifPresent(label -> words(pen, label, shape.name()));
  }

  private static void cross(Pen pen, Point at, double half, Ink ink) {
    pen.line(
        List.of(new Point(at.x() - half, at.y() - half), new Point(at.x() + half, at.y() + half)),
        false,
        ink);
    pen.line(
        List.of(new Point(at.x() - half, at.y() + half), new Point(at.x() + half, at.y() - half)),
        false,
        ink);
  }

  private void inside(Pen pen, Shape shape) {
    Box box = shape.box();
    centred(pen, box.inner(6), SIZE, shape.name());
    if (shape.undoes()) {
      back(
          pen,
          new Point(box.middle().x(), box.bottom() - 9),
          new Ink(ink(shape).stroke(), 1, ink(shape).stroke(), false));
    }
  }

  private static void words(Pen pen, Box label, String text) {
    // A label is written where the model puts it; how wide that is, each font says otherwise.
    centred(
        pen, new Box(label.x() - 8, label.y(), label.width() + 16, label.height()), SMALL, text);
  }

  private static void centred(Pen pen, Box box, double size, String text) {
    List<String> lines = wrapped(text, box.width() / (size * SIGN));
    double height = size * 1.2;
    double foot = box.middle().y() - lines.size() * height / 2 + size * 0.95;
    for (String line : lines) {
      pen.text(new Point(box.middle().x(), foot), true, size, TEXT, line);
      foot += height;
    }
  }

  private static List<String> wrapped(String text, double signs) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > signs) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * A tick, an arrow back, three dots or a cross in its corner, and how often where that was more
   * than once.
   */
  private void mark(Pen pen, Shape shape, Trace trace) {
    Ink ink = ink(shape);
    // The label of a gateway stands above it.
    Point at =
        shape.isGateway()
            ? new Point(shape.box().right() - 9, shape.box().bottom() - 7)
            : new Point(shape.box().right() - 4, shape.box().y() + 2);
    pen.circle(at, 8, new Ink(ink.stroke(), 1, ink.stroke(), false));
    Ink white = Ink.line("#ffffff", 1.8);
    switch (trace.state()) {
      case DONE -> {
        if (shape.undoes()) {
          arrowBack(pen, at, white);
        } else {
          tick(pen, at, white);
        }
      }
      case CANCELLED -> cross(pen, at, 3, white);
      case OPEN -> {
        for (double off : new double[] {-4, 0, 4}) {
          pen.circle(
              new Point(at.x() + off, at.y()), 0.8, new Ink("#ffffff", 0.5, "#ffffff", false));
        }
      }
    }
    if (trace.times() > 1) {
      pen.text(new Point(at.x() + 11, at.y() + 2), false, SMALL, ink.stroke(), trace.times() + "x");
    }
  }

  private static void tick(Pen pen, Point at, Ink ink) {
    pen.line(
        List.of(
            new Point(at.x() - 4, at.y()),
            new Point(at.x() - 1, at.y() + 3),
            new Point(at.x() + 4, at.y() - 3)),
        false,
        ink);
  }

  private static void arrowBack(Pen pen, Point at, Ink ink) {
    pen.line(
        List.of(
            new Point(at.x() + 4, at.y() - 4),
            new Point(at.x() + 4, at.y() + 1),
            new Point(at.x() - 4, at.y() + 1)),
        false,
        ink);
    pen.line(
        List.of(
            new Point(at.x() - 1, at.y() - 2),
            new Point(at.x() - 4, at.y() + 1),
            new Point(at.x() - 1, at.y() + 4)),
        false,
        ink);
  }
}
