package io.siteswap.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a real Manager first showed which status of what: "vm2 unknown" → 61.8 seconds. */
record Timeline(Map<String, Double> reached) {
  private static final Pattern LINE = Pattern.compile("\\s+([\\d.]+)s (.*)");
  private static final Pattern STATUS = Pattern.compile("(?:vm:)?([\\w.-]+)=([a-z_]+)");

  static Timeline read(String name) {
    Path file = Path.of("src/test/resources/twin/timelines", name + ".txt");
    try {
      Map<String, Double> reached = new LinkedHashMap<>();
      for (String line : Files.readAllLines(file)) {
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
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  double at(String what) {
    return reached.get(what);
  }
}
