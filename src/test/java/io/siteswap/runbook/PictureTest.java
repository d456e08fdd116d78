package io.siteswap.runbook;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model can be read on a screen, and what is in the documentation is the model as it is. */
class PictureTest {
  private static final int WIDEST = 1600;

  static Stream<Picture> pictures() {
    return RunbookModelTest.models().map(Picture::of);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void fitsOnAScreen(Picture picture) {
    Rectangle2D all = picture.everything();

    assertThat(all.getWidth()).isLessThanOrEqualTo(WIDEST);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void showsEveryNodeAndEveryLine(Picture picture) {
    assertThat(picture.boxes().keySet()).containsAll(picture.nodes());
    assertThat(picture.lines()).extracting(Line::id).containsAll(picture.flows());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void laysNoBoxAndNoLabelOverAnother(Picture picture) {
    Map<String, Rectangle2D> all = new HashMap<>(picture.boxes());
    all.putAll(picture.labels());

    assertThat(
            pairs(
                List.copyOf(all.keySet()),
                (one, other) ->
                    all.get(one).intersects(all.get(other)) && !picture.belong(one, other)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void drawsNoLineThroughABoxOrALabel(Picture picture) {
    assertThat(picture.lines())
        .allSatisfy(
            line ->
                assertThat(picture.inTheWayOf(line))
                    .as("what %s runs through", line.id())
                    .isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void crossesNoLineWithAnother(Picture picture) {
    assertThat(
            pairs(
                picture.lines(), (one, other) -> !one.sharesAnEndWith(other) && one.touches(other)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void drawsLinesStraightFromBoxToBox(Picture picture) {
    assertThat(picture.lines())
        .allSatisfy(
            line -> {
              assertThat(line.segments())
                  .as(line.id())
                  .allMatch(part -> part.getX1() == part.getX2() || part.getY1() == part.getY2());
              assertThat(onTheBorder(picture.boxes().get(line.source()), line.first()))
                  .as("%s begins at its source", line.id())
                  .isTrue();
              assertThat(onTheBorder(picture.boxes().get(line.target()), line.last()))
                  .as("%s ends at its target", line.id())
                  .isTrue();
            });
  }

  /** After a change of a model: {@code docs/pictures/draw}. */
  @ParameterizedTest
  @MethodSource("pictures")
  void isInTheDocumentationAsItIs(Picture picture) {
    Drawing drawing = Drawing.of(picture.name());

    assertThat(drawing.places()).containsAllEntriesOf(picture.places());
    assertThat(drawing.words()).containsAllEntriesOf(picture.words());
    assertThat(drawing.lines()).containsExactlyInAnyOrderElementsOf(picture.ends());
  }

  private static boolean onTheBorder(Rectangle2D box, Point2D point) {
    Rectangle2D around =
        new Rectangle2D.Double(
            box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2);
    Rectangle2D within =
        new Rectangle2D.Double(
            box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
    return around.contains(point) && !within.contains(point);
  }

  private static <T> List<List<T>> pairs(List<T> all, BiPredicate<T, T> wrong) {
    List<List<T>> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (wrong.test(all.get(i), all.get(j))) {
          found.add(List.of(all.get(i), all.get(j)));
        }
      }
    }
    return found;
  }

  /** A flow or an association as it is drawn. */
  record Line(String id, String source, String target, List<Point2D> points) {
    Point2D first() {
      return points.get(0);
    }

    Point2D last() {
      return points.get(points.size() - 1);
    }

    List<Line2D> segments() {
      List<Line2D> segments = new ArrayList<>();
      for (int i = 1; i < points.size(); i++) {
        segments.add(new Line2D.Double(points.get(i - 1), points.get(i)));
      }
      return segments;
    }

    /** Lines from one box, and lines to one box, may run together. */
    boolean sharesAnEndWith(Line other) {
      return source.equals(other.source) || target.equals(other.target);
    }

    boolean touches(Line other) {
      return segments().stream()
          .anyMatch(part -> other.segments().stream().anyMatch(part::intersectsLine));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** A model as its diagram lays it out. */
  record Picture(String name, BpmnModelInstance model) {
    static Picture of(Path file) {
      return new Picture(
          file.getFileName().toString().replace(".bpmn", ""),
          Bpmn.readModelFromFile(file.toFile()));
    }

    private <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> all(
        Class<T> type) {
      return model.getModelElementsByType(type);
    }

    List<String> nodes() {
      return all(FlowNode.class).stream().map(BaseElement::getId).toList();
    }

    List<String> flows() {
      return Stream.concat(all(SequenceFlow.class).stream(), all(Association.class).stream())
          .map(BaseElement::getId)
          .toList();
    }

    /** The boxes of nodes; a frame around some of them is none. */
    Map<String, Rectangle2D> boxes() {
      return all(BpmnShape.class).stream()
          .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
          .collect(
              toMap(
                  shape -> shape.getBpmnElement().getId(), shape -> rectangle(shape.getBounds())));
    }

    Map<String, Rectangle2D> labels() {
      Map<String, Rectangle2D> labels = new HashMap<>();
      all(BpmnShape.class)
          .forEach(shape -> label(labels, shape.getBpmnElement(), shape.getBpmnLabel()));
      all(BpmnEdge.class)
          .forEach(edge -> label(labels, edge.getBpmnElement(), edge.getBpmnLabel()));
      return labels;
    }

    private static void label(
        Map<String, Rectangle2D> labels, BaseElement element, BpmnLabel label) {
      if (label != null) {
        labels.put(element.getId() + "_label", rectangle(label.getBounds()));
      }
    }

    List<Line> lines() {
      return all(BpmnEdge.class).stream().map(Picture::line).toList();
    }

    private static Line line(BpmnEdge edge) {
      List<Point2D> points =
          edge.getWaypoints().stream()
              .<Point2D>map(point -> new Point2D.Double(point.getX(), point.getY()))
              .toList();
      return edge.getBpmnElement() instanceof SequenceFlow flow
          ? new Line(flow.getId(), flow.getSource().getId(), flow.getTarget().getId(), points)
          : line((Association) edge.getBpmnElement(), points);
    }

    private static Line line(Association link, List<Point2D> points) {
      return new Line(link.getId(), link.getSource().getId(), link.getTarget().getId(), points);
    }

    Rectangle2D everything() {
      return Stream.of(
              boxes().values().stream(),
              labels().values().stream(),
              lines().stream().flatMap(line -> line.segments().stream()).map(Line2D::getBounds2D))
          .flatMap(parts -> parts)
          .reduce(Rectangle2D::createUnion)
          .orElseThrow();
    }

    /** What lies in a subprocess, and what sits on the border of its activity. */
    boolean belong(String one, String other) {
      return isAround(one, other) || isAround(other, one);
    }

    private boolean isAround(String outer, String inner) {
      if (model.getModelElementById(inner) instanceof BoundaryEvent event
          && event.getAttachedTo().getId().equals(outer)) {
        return true;
      }
      return model.getModelElementById(outer) instanceof SubProcess
          && boxes()
              .get(outer)
              .contains(
                  Optional.ofNullable(boxes().get(inner)).orElseGet(() -> labels().get(inner)));
    }

    List<String> inTheWayOf(Line line) {
      Map<String, Rectangle2D> others = new HashMap<>(boxes());
      others.keySet().removeAll(Set.of(line.source(), line.target()));
      // It may run inside a subprocess that both its ends lie in.
      others
          .entrySet()
          .removeIf(
              box ->
                  model.getModelElementById(box.getKey()) instanceof SubProcess
                      && line.points().stream().allMatch(box.getValue()::contains));
      if (model.getModelElementById(line.source()) instanceof BoundaryEvent event) {
        others.remove(event.getAttachedTo().getId());
      }
      others.putAll(labels());
      return others.entrySet().stream()
          .filter(box -> line.segments().stream().anyMatch(box.getValue()::intersectsLine))
          .map(Map.Entry::getKey)
          .toList();
    }

    Map<String, String> places() {
      Map<String, Rectangle2D> all = new HashMap<>(boxes());
      return all.entrySet().stream()
          .collect(
              toMap(
                  Map.Entry::getKey,
                  box -> "%.0f %.0f".formatted(box.getValue().getX(), box.getValue().getY())));
    }

    Map<String, String> words() {
      return all(FlowNode.class).stream()
          .collect(toMap(BaseElement::getId, node -> node.getName().replace(" ", "")));
    }

    List<String> ends() {
      return lines().stream()
          .map(
              line ->
                  "%s %.0f,%.0f %.0f,%.0f"
                      .formatted(
                          line.id(),
                          line.first().getX(),
                          line.first().getY(),
                          line.last().getX(),
                          line.last().getY()))
          .toList();
    }

    @Override
    public String toString() {
      return name;
    }

    private static Rectangle2D rectangle(Bounds bounds) {
      return new Rectangle2D.Double(
          bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }
  }

  /** The same, as it was drawn for the documentation. */
  record Drawing(String svg) {
    private static final Pattern SHAPE =
        Pattern.compile(
            "data-element-id=\"(\\w+)\"[^>]*transform=\"matrix\\(1 0 0 1 (\\d+) (\\d+)\\)\"");
    private static final Pattern LINE =
        Pattern.compile(
            "djs-connection\" data-element-id=\"(\\w+)\".*? d=\"M(\\d+),(\\d+)[^\"]*?L(\\d+),(\\d+)\"");
    private static final Pattern WORDS = Pattern.compile("<tspan[^>]*>([^<]*)</tspan>");

    static Drawing of(String name) {
      try {
        return new Drawing(Files.readString(Path.of("docs", "pictures", name + ".svg")));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    Map<String, String> places() {
      return SHAPE
          .matcher(svg)
          .results()
          .collect(toMap(shape -> shape.group(1), shape -> shape.group(2) + " " + shape.group(3)));
    }

    /** Without blanks: a label is broken into lines. */
    Map<String, String> words() {
      Map<String, String> words = new HashMap<>();
      svg.lines()
          .forEach(
              line -> {
                Matcher shape = SHAPE.matcher(line);
                if (shape.find()) {
                  String text =
                      WORDS
                          .matcher(line)
                          .results()
                          .map(part -> part.group(1).replace(" ", ""))
                          .reduce("", String::concat);
                  words.merge(shape.group(1).replace("_label", ""), text, String::concat);
                }
              });
      return words;
    }

    List<String> lines() {
      return LINE.matcher(svg)
          .results()
          .map(
              line ->
                  "%s %s,%s %s,%s"
                      .formatted(
                          line.group(1),
                          line.group(2),
                          line.group(3),
                          line.group(4),
                          line.group(5)))
          .toList();
    }
  }
}
