package io.siteswap.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a real Manager first showed which status of what: "vm2 unknown" → 61.8 seconds. */
record Timeline(Map<String, Double> reached) {
  private static final Pattern LINE = Pattern.compile("\\s+([\\d.]+)s (.*)");
  private static final Pattern STATUS = Pattern.compile("(?:vm:)?([\\w.-]+)=([a-z_]+)");
  private static final Pattern STATE =
      Pattern.compile("(?:vm:)?([\\w.-]+)=([a-z_]+)[^, ]*(?: [^,]*?spm=([a-z]+))?");

  static Timeline read(String name) {
    Map<String, Double> reached = new LinkedHashMap<>();
    for (String line : lines(name)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        double at = Double.parseDouble(parts.group(1));
        Matcher status = STATUS.matcher(parts.group(2));
        while (status.find()) {
          reached.putIfAbsent(status.group(1) + " " + status.group(2), at);
        }
      }
    }
    return new Timeline(reached);
  }

  /** The same without what was so at the beginning; of hosts also what they are of the storage. */
  static Timeline readChanges(String name) {
    Map<String, Double> reached = new LinkedHashMap<>();
    boolean begun = false;
    for (String line : lines(name)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches() && begun) {
        double at = Double.parseDouble(parts.group(1));
        Matcher state = STATE.matcher(parts.group(2));
        while (state.find()) {
          reached.putIfAbsent(state.group(1) + " " + state.group(2), at);
          if (state.group(3) != null) {
            reached.putIfAbsent(state.group(1) + " " + state.group(3), at);
          }
        }
      }
      begun = begun || parts.matches();
    }
    return new Timeline(reached);
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(Path.of("src/test/resources/twin/timelines", name + ".txt"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  double at(String what) {
    return reached.get(what);
  }
}
