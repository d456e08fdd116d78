package io.siteswap.readiness;

import static java.util.stream.Collectors.toMap;

import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.readiness.Audit.Change;
import io.siteswap.readiness.Audit.Line;
import io.siteswap.readiness.checks.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is different from the audit before, and what the Manager's events tell of it. */
record Comparing(List<Line> before, List<LogEntry> news) {
  private static final int CAUSES = 3;
  // Signing in and out.
  private static final Set<Integer> IDLE = Set.of(30, 31);

  /** The same findings, each with the time since which it is there. */
  List<Line> since(List<Line> now, Instant at) {
    Map<String, Line> known = byKey(before);
    return now.stream()
        .map(
            line -> {
              Line old = known.get(line.finding().key());
              boolean same = old != null && old.finding().level() == line.finding().level();
              return new Line(
                  line.finding(), line.runbooks(), same ? old.since() : at, line.ofInventory());
            })
        .toList();
  }

  List<Change> changes(List<Line> now) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(missing(now, before, true));
    changes.addAll(missing(before, now, false));
    return changes;
  }

  private List<Change> missing(List<Line> these, List<Line> those, boolean appeared) {
    Map<String, Line> there = byKey(those);
    return byKey(these).values().stream()
        .map(Line::finding)
        .filter(
            finding ->
                !there.containsKey(finding.key())
                    || there.get(finding.key()).finding().level() != finding.level())
        .map(finding -> new Change(appeared, finding, causes(finding)))
        .toList();
  }

  private static Map<String, Line> byKey(List<Line> lines) {
    return lines.stream()
        .filter(Audit::isTrouble)
        .collect(
            toMap(
                line -> line.finding().key(),
                line -> line,
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private List<LogEntry> causes(Finding finding) {
    return news.stream()
        .filter(event -> !IDLE.contains(event.code()) && tells(event, finding))
        .sorted(Comparator.comparingLong(LogEntry::id).reversed())
        .limit(CAUSES)
        .toList();
  }

  /** The event names what the finding is about, or the finding names what the event is about. */
  private static boolean tells(LogEntry event, Finding finding) {
    boolean names =
        Stream.of(finding.object().split("[/@]"))
            .anyMatch(name -> !name.isEmpty() && event.isAbout(name));
    return names || mentions(finding, event.host()) || mentions(finding, event.vm());
  }

  private static boolean mentions(Finding finding, String name) {
    return !name.isEmpty() && LogEntry.hasName(finding.what() + " " + finding.evidence(), name);
  }
}
