package io.siteswap.console;

import io.siteswap.audit.StoryWish;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.RunList;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.recovery.steps.DeclareSiteLost;
import io.siteswap.runbook.NoSuchRun;
import io.siteswap.runbook.intervention.Interventions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The runs as JSON. */
@RestController
@RequestMapping("/api/runs")
class RunsApi {
  private final Runs runs;
  private final Entries entries;
  private final Journal journal;
  private final Interventions interventions;
  private final RunDetails details;
  private final RunRows rows;

  RunsApi(
      Runs runs,
      Entries entries,
      Journal journal,
      Interventions interventions,
      RunDetails details,
      RunRows rows) {
    this.runs = runs;
    this.entries = entries;
    this.journal = journal;
    this.interventions = interventions;
    this.details = details;
    this.rows = rows;
  }

  /** The newest first, or those that are looked for. */
  @GetMapping
  ResponseEntity<List<RunRow>> all(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String runbook,
      @RequestParam(defaultValue = "") String cluster,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "started") String sort,
      @RequestParam(defaultValue = "true") boolean descending,
      Paging wanted) {
    RunList.Wish wish =
        new RunList.Wish(StoryWish.words(search), runbook, cluster, state, sort, descending);
    return rows.some(wish, wanted).answer();
  }

  @GetMapping("/{id}")
  RunDetail one(@PathVariable String id) {
    return details.of(run(id));
  }

  @GetMapping("/{id}/changes")
  ResponseEntity<List<ChangeRow>> changes(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String phase,
      @RequestParam Optional<String> at,
      Paging wanted) {
    List<Entry> all = phase.isEmpty() ? entries.of(run(id).id()) : entries.of(run(id).id(), phase);
    return Page.of(ChangeRows.found(all, at.map(RunViewApi::instant), search), wanted).answer();
  }

  @GetMapping("/{id}/journal")
  ResponseEntity<List<Journal.Line>> journal(@PathVariable String id, Paging wanted) {
    String run = run(id).id();
    return Page.read(journal.count(run), wanted, (page, size) -> journal.page(run, page, size))
        .answer();
  }

  /** The same as the process "Abort a run", which it starts in the name of whoever asks. */
  @PostMapping("/{id}/abort")
  RunSummary abort(@PathVariable String id, @RequestBody Map<String, String> body) {
    interventions.startAbort(run(id), reason(body));
    return RunSummary.of(run(id));
  }

  /** The same as the process "Retry a run", which it starts in the name of whoever asks. */
  @PostMapping("/{id}/retry")
  RunSummary retry(@PathVariable String id, @RequestBody Map<String, String> body) {
    interventions.startRetry(run(id), reason(body));
    return RunSummary.of(run(id));
  }

  /** The same as the process "Declare a site lost", which it starts in the name of whoever asks. */
  @PostMapping("/{id}/site-lost")
  RunSummary siteLost(@PathVariable String id, @RequestBody Map<String, String> body) {
    interventions.start(DeclareSiteLost.PROCESS, run(id), reason(body));
    return RunSummary.of(run(id));
  }

  private static String reason(Map<String, String> body) {
    return body.getOrDefault("reason", "");
  }

  private Run run(String id) {
    return runs.find(id).orElseThrow(() -> new NoSuchRun(id));
  }
}
