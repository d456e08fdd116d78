package io.siteswap.evidence.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an auditor sees of the path of a run, on paper and in grey. */
class DiagramTest {
  private static final Pattern RECT =
      Pattern.compile(
          "<rect x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" width=\"([0-9.]+)\" height=\"([0-9.]+)\""
              + " rx=\"[0-9.]+\" fill=\"([^\"]+)\"");

  static List<Path> processes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("processes"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).toList();
    }
  }

  /** As a frame that is drawn after the boxes within it would cover them. */
  @ParameterizedTest
  @MethodSource("processes")
  void nothingCoversABox(Path process) throws IOException {
    List<Box> before = new ArrayList<>();
    Matcher rect = RECT.matcher(Diagram.of(Files.readString(process), Map.of()).svg());
    while (rect.find()) {
      Box box = new Box(number(rect, 1), number(rect, 2), number(rect, 3), number(rect, 4));
      if (!rect.group(5).equals("none")) {
        assertThat(before).as("under %s", box).noneMatch(under -> isWithin(under, box));
      }
      before.add(box);
    }
    assertThat(before).isNotEmpty();
  }

  private static double number(Matcher rect, int group) {
    return Double.parseDouble(rect.group(group));
  }

  private static boolean isWithin(Box one, Box other) {
    return one.x() >= other.x()
        && one.y() >= other.y()
        && one.right() <= other.right()
        && one.bottom() <= other.bottom();
  }

  /** In grey, and by its shape alone. */
  @Test
  void eachStateHasASignOfItsOwn() throws IOException {
    String bpmn = Files.readString(Path.of("processes", "fail-over-site.bpmn"));
    String none = colourless(bpmn, Map.of());

    List<String> signs =
        Stream.of(
                Map.entry("moveSpm", Trace.State.DONE),
                Map.entry("moveSpm", Trace.State.OPEN),
                Map.entry("moveSpm", Trace.State.CANCELLED),
                Map.entry("returnSpm", Trace.State.DONE))
            .map(state -> Map.of(state.getKey(), new Trace(1, state.getValue())))
            .map(trace -> shapes(none, colourless(bpmn, trace)))
            .toList();

    assertThat(signs).doesNotHaveDuplicates().noneMatch(String::isEmpty);
    assertThat(colourless(bpmn, Map.of("moveSpm", new Trace(3, Trace.State.DONE)))).contains("3x");
  }

  private static String colourless(String bpmn, Map<String, Trace> traces) {
    return Diagram.of(bpmn, traces).svg().replaceAll("#[0-9a-f]{6}", "grey");
  }

  /** What is drawn more, by the kinds and the forms of its lines. */
  private static String shapes(String before, String after) {
    List<String> known = before.lines().toList();
    return after
        .lines()
        .filter(line -> !known.contains(line))
        .filter(line -> line.startsWith("<path") || line.startsWith("<circle"))
        .map(DiagramTest::form)
        .reduce("", String::concat);
  }

  /** Wherever it stands. */
  private static String form(String line) {
    Matcher points = Pattern.compile("[ML] ?([-0-9.]+) ([-0-9.]+)").matcher(line);
    StringBuilder form = new StringBuilder(line.substring(0, 5));
    double x = Double.NaN;
    double y = Double.NaN;
    while (points.find()) {
      double nextX = Double.parseDouble(points.group(1));
      double nextY = Double.parseDouble(points.group(2));
      form.append(Double.isNaN(x) ? " " : " %.0f %.0f".formatted(nextX - x, nextY - y));
      x = nextX;
      y = nextY;
    }
    return form.toString();
  }
}
