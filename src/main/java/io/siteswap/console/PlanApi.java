package io.siteswap.console;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import io.siteswap.plan.Difference;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.plan.StayingVm;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.NoSuchRun;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The long lists of a run, page by page; how many lines each has stands in a header. */
@RestController
@RequestMapping("/api/runs/{id}")
class PlanApi {
  private final Runs runs;

  PlanApi(Runs runs) {
    this.runs = runs;
  }

  @GetMapping("/plan/changes")
  ResponseEntity<List<PlanSummary.PlannedRow>> changes(@PathVariable String id, Paging wanted) {
    return some(id, run -> ofPlan(run, PlanSummary::changes), wanted);
  }

  @GetMapping("/plan/staying")
  ResponseEntity<List<StayingVm>> staying(@PathVariable String id, Paging wanted) {
    return some(id, run -> ofPlan(run, Plan::staying), wanted);
  }

  @GetMapping("/plan/differences")
  ResponseEntity<List<PlanDifference>> planDifferences(@PathVariable String id, Paging wanted) {
    return some(id, Run::planDifferences, wanted);
  }

  @GetMapping("/findings")
  ResponseEntity<List<Finding>> findings(@PathVariable String id, Paging wanted) {
    return some(id, Run::findings, wanted);
  }

  @GetMapping("/differences")
  ResponseEntity<List<Difference>> differences(@PathVariable String id, Paging wanted) {
    return some(id, Run::differences, wanted);
  }

  private static <T> List<T> ofPlan(Run run, Function<Plan, List<T>> list) {
    return run.plan().map(list).orElse(List.of());
  }

  private <T> ResponseEntity<List<T>> some(String id, Function<Run, List<T>> list, Paging wanted) {
    Run run = runs.find(id).orElseThrow(() -> new NoSuchRun(id));
    return Page.of(list.apply(run), wanted).answer();
  }
}
