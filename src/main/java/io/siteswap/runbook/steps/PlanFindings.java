package io.siteswap.runbook.steps;

import io.siteswap.ledger.Run;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.plan.LeaveMaintenance;
import io.siteswap.plan.Plan;
import io.siteswap.plan.StayingVm;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.checks.Checks;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.checks.Situation;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What there is to say about a plan before people decide on it: the gravest first. */
@Component
class PlanFindings {
  private final StretchClusters clusters;
  private final Managers managers;
  private final Runbooks runbooks;
  private final List<PlanAdvice> advice;

  PlanFindings(
      StretchClusters clusters, Managers managers, Runbooks runbooks, List<PlanAdvice> advice) {
    this.clusters = clusters;
    this.managers = managers;
    this.runbooks = runbooks;
    this.advice = List.copyOf(advice);
  }

  /**
   * By what the plan itself notes, by advice, by the checks of its runbook, and by the last audit.
   */
  List<Finding> of(Run run, Plan plan, Inventory now, Optional<Audit> last) {
    Runbook runbook = runbooks.of(run);
    return Stream.of(
            plan.notes().stream().map(Finding::note),
            advice.stream().flatMap(one -> one.on(run, plan, now)),
            checked(runbook, run, plan, now).stream(),
            Audit.told(runbook, last).stream())
        .flatMap(some -> some)
        .sorted(Comparator.comparing(Finding::level).reversed())
        .toList();
  }

  private List<Finding> checked(Runbook runbook, Run run, Plan plan, Inventory now) {
    StretchCluster cluster = clusters.named(run.cluster());
    Optional<Situation.Move> move =
        runbook.isOfOneSite()
            ? Optional.of(
                new Situation.Move(
                    runbook.destination(cluster, cluster.site(run.site())),
                    coming(plan),
                    waking(plan),
                    runbook.pointOfNoReturn().isPresent(),
                    NeededPermits.of(plan)))
            : Optional.empty();
    return Checks.of(runbook, new Situation(cluster, now, managers.circumstances(cluster), move));
  }

  private static Set<HostRef> waking(Plan plan) {
    return plan.changes().stream()
        .filter(LeaveMaintenance.class::isInstance)
        .map(change -> ((LeaveMaintenance) change).host())
        .collect(Collectors.toSet());
  }

  private static Set<VmRef> coming(Plan plan) {
    return Stream.concat(plan.changes().stream().map(change -> change.object()), staying(plan))
        .filter(VmRef.class::isInstance)
        .map(VmRef.class::cast)
        .collect(Collectors.toSet());
  }

  private static Stream<VmRef> staying(Plan plan) {
    return plan.staying().stream().map(StayingVm::vm);
  }
}
