package io.siteswap.console;

import io.siteswap.ledger.Away;
import io.siteswap.ledger.AwayFromHome;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.site.StretchCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is not where it belongs, in words for the page of the cluster. */
@Component
class AwayLines {
  private static final int SHOWN = 100;

  private final AwayFromHome record;
  private final Runs runs;
  private final Wording words;

  AwayLines(AwayFromHome record, Runs runs, Wording words) {
    this.record = record;
    this.runs = runs;
    this.words = words;
  }

  record Line(
      String kind, String name, String home, boolean lost, String since, String run, String by) {}

  /** The first of them, and how many more there are. */
  record Shown(List<Line> lines, int more) {
    boolean isMore() {
      return more > 0;
    }
  }

  Shown of(StretchCluster cluster) {
    List<Away> all = record.of(cluster.name());
    Map<String, String> by = new HashMap<>();
    return new Shown(
        all.stream().limit(SHOWN).map(away -> line(away, by)).toList(),
        Math.max(0, all.size() - SHOWN));
  }

  private Line line(Away away, Map<String, String> by) {
    return new Line(
        kind(away),
        away.name(),
        away.home().map(HostRef::name).orElse(away.site()),
        away.lost(),
        away.since().toString(),
        away.runId(),
        by.computeIfAbsent(away.runId(), this::by));
  }

  /** As in "CHG0001234: Fail over a site". */
  private String by(String runId) {
    Run run = runs.get(runId);
    return "%s: %s".formatted(run.ticket(), words.runbook(run.runbook()));
  }

  private static String kind(Away away) {
    return switch (away.kind()) {
      case HOST -> "host";
      case SPM -> "role";
      case VM -> "VM";
      case AFFINITY_GROUP -> "affinity group";
    };
  }
}
