package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.management.OperatingSystemMXBean;
import io.siteswap.drill.DrillTest;
import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.Verdict;
import io.siteswap.evidence.pack.Verification;
import io.siteswap.it.Browser;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Json;
import io.siteswap.manager.ManagerEvent;
import io.siteswap.manager.inventory.Severity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Prints how long the pack of a run with 4,000 changes takes, and its view in a browser. Not one of
 * the tests: docs/evidence.md has the command. Engine and twin live in the same 512 MB.
 */
@TestPropertySource(properties = "siteswap.manager.call-deadline=60s")
class BenchmarkEvidence extends DrillTest {
  private static final int HOSTS = 50;
  private static final int VMS = 4_000;
  private static final int EVENTS_OF_A_CHANGE = 3;
  private static final int TIMES = 3;

  /** When each was asked for, and how long it took, in milliseconds. */
  private static final String REQUESTS =
      """
      performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
        .map(e => [e.startTime, e.responseStart, e.responseEnd].map(t => Math.round(t)).join(" ")
          + " " + e.name.replace(location.origin, "")).join("\\n")
      """;

  @LocalServerPort private int port;
  @Autowired private Evidence evidence;
  @Autowired private Entries entries;
  @Autowired private Pieces pieces;
  @Autowired private JdbcClient database;

  @Test
  void aPackOfAFullSizedRun() throws IOException {
    drill.world(HOSTS, VMS).start("fail-over-site", "north");
    List<Entry> changes = drill.changes();
    assertThat(changes).hasSizeGreaterThan(VMS);
    carriedOut(changes);

    PackFile pack = made(changes.size(), "the first time, the Manager is asked");
    for (int time = 2; time <= TIMES; time++) {
      pack = made(changes.size(), "time " + time);
    }
    if (Browser.isThere()) {
      try (Browser browser = Browser.open()) {
        for (int time = 1; time <= TIMES; time++) {
          opened(browser, "time " + time);
        }
      }
    }
    Usage verifying = Usage.now();
    Verdict verdict = Verification.of(pack.path(), Optional.empty());
    assertThat(verdict.problems()).isEmpty();
    System.out.printf(
        "verified, %d entries of the journal: %s%n", verdict.lines(), verifying.since());
  }

  /** Until the diagram is marked and the story can be read, in a browser that has seen nothing. */
  private void opened(Browser browser, String which) {
    URI url = URI.create("http://127.0.0.1:" + port);
    Page page = browser.signedIn(url, "operator", "drill-1", "/runs");
    page.locator("#runs tbody tr").first().waitFor();
    Usage opening = Usage.now();
    page.navigate("/runs/" + drill.runId());
    page.locator(".sw-canvas g.sw-done").first().waitFor();
    page.locator("#sw-story tr[tabindex]").first().waitFor();
    System.out.printf("its view in Chromium (%s): %s%n", which, opening.since());
    if (Boolean.getBoolean("benchmark.requests")) {
      System.out.println(page.evaluate(REQUESTS));
    }
    page.context().close();
  }

  private PackFile made(int changes, String which) throws IOException {
    Usage making = Usage.now();
    PackFile pack = evidence.make(drill.runId());
    System.out.printf(
        "pack of %d changes, %.1f MB, made with -Xmx%d MB (%s): %s%n",
        changes,
        Files.size(pack.path()) / 1e6,
        Runtime.getRuntime().maxMemory() / (1 << 20),
        which,
        making.since());
    return pack;
  }

  /** What a clock on the wall shows, and what the processors have worked: here, and in all. */
  private record Usage(long wall, long thread, long process) {
    static Usage now() {
      return new Usage(
          System.nanoTime(),
          ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(),
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    String since() {
      Usage now = now();
      return "%.1f s, of processors %.1f s in its thread and %.1f s in all"
          .formatted(
              (now.wall - wall) / 1e9, (now.thread - thread) / 1e9, (now.process - process) / 1e9);
    }
  }

  /** What a run leaves behind, without the half hour that it takes. */
  private void carriedOut(List<Entry> changes) {
    OffsetDateTime now = drill.now().atOffset(ZoneOffset.UTC);
    for (Entry entry : changes) {
      database
          .sql(
              "insert into change (run_id, number, phase, state, attempt, requested_at, answered_at,"
                  + " seen_at, seen, undo_attempt, plan_id)"
                  + " values (?, ?, ?, 'done', 1, ?, ?, ?, 'as wanted', 1, ?)")
          .params(entry.runId(), entry.number(), entry.phase(), now, now, now, entry.planId())
          .update();
      for (String event : List.of("change-requested", "change-accepted", "change-done")) {
        drill
            .journal()
            .add(
                entry.runId(),
                Actor.SITESWAP,
                event,
                "%s: %s (sw-%s-%04d)"
                    .formatted(
                        entry.change().object().name(),
                        entry.change().action(),
                        entry.runId().substring(0, 8),
                        entry.number()));
      }
    }
    database
        .sql(
            "update run set outcome = 'siteFailedOver', ended_at = ?, open_cluster = null where id"
                + " = ?")
        .params(now, drill.runId())
        .update();
    pieces.keep(drill.runId(), Pieces.Name.EVENTS, Json.write(Map.of("events", events(changes))));
    assertThat(entries.of(drill.runId())).allMatch(Entry::isClosed);
  }

  private List<ManagerEvent> events(List<Entry> changes) {
    List<ManagerEvent> events = new ArrayList<>();
    for (Entry entry : changes) {
      for (int i = 0; i < EVENTS_OF_A_CHANGE; i++) {
        events.add(
            new ManagerEvent(
                63,
                Severity.NORMAL,
                drill.now(),
                "Migration of VM %s to Host south-%d completed"
                    .formatted(entry.change().object().name(), i),
                "sw-%s-%04d".formatted(entry.runId().substring(0, 8), entry.number())));
      }
    }
    return events;
  }
}
