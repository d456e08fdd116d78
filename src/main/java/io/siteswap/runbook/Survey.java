package io.siteswap.runbook;

import io.siteswap.forms.PlanView;
import io.siteswap.forms.Purpose;
import io.siteswap.forms.Words;
import io.siteswap.ledger.AwayFromHome;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Managers;
import io.siteswap.manager.VmRef;
import io.siteswap.plan.LeaveMaintenance;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.plan.StayingVm;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.Checks;
import io.siteswap.readiness.Finding;
import io.siteswap.readiness.Situation;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Looks at the Manager and draws up the plan of a run, with what readiness says of it. */
@Component
public class Survey {
  private static final Duration SECONDS_AGO = Duration.ofSeconds(10);

  private final StretchClusters clusters;
  private final Managers managers;
  private final Runbooks runbooks;
  private final Runs runs;
  private final Entries entries;
  private final PlanView view;
  private final AwayFromHome away;
  private final FormPages pages;
  private final Audits audits;
  private final List<PlanAdvice> advice;
  private final ApplicationEventPublisher readers;

  Survey(
      StretchClusters clusters,
      Managers managers,
      Runbooks runbooks,
      Runs runs,
      Entries entries,
      PlanView view,
      AwayFromHome away,
      FormPages pages,
      Audits audits,
      List<PlanAdvice> advice,
      ApplicationEventPublisher readers) {
    this.clusters = clusters;
    this.managers = managers;
    this.runbooks = runbooks;
    this.runs = runs;
    this.entries = entries;
    this.view = view;
    this.away = away;
    this.pages = pages;
    this.audits = audits;
    this.advice = List.copyOf(advice);
    this.readers = readers;
  }

  public Inventory look(Run run) {
    return managers.inventory(clusters.named(run.cluster()));
  }

  /**
   * As it was some seconds ago at most: the step before has looked when nothing was open any more,
   * and nothing has been asked for since.
   */
  Inventory justSeen(Run run) {
    return managers.inventory(clusters.named(run.cluster()), SECONDS_AGO);
  }

  /** What others have brought home, or moved unseen, before a plan is drawn up. */
  void takeStock(Run run, Inventory now) {
    away.look(clusters.named(run.cluster()), now);
  }

  public Plan plan(Run run, Inventory now) {
    return runbooks.of(run).planner(run, clusters.named(run.cluster()), now).plan(now);
  }

  /** Keeps the plan in the ledger, from a phase on, and lays it before the approvers. */
  public void propose(
      Run run, Plan plan, String fromPhase, Inventory now, List<PlanDifference> news) {
    Optional<Audit> last = audits.latest(run.cluster());
    Runbook runbook = runbooks.of(run);
    List<Finding> findings =
        Stream.of(
                plan.notes().stream().map(Finding::note),
                advice.stream().flatMap(one -> one.on(run, plan, now)),
                findings(runbook, run, plan, now).stream(),
                Checks.told(runbook, last).stream())
            .flatMap(some -> some)
            .sorted(Comparator.comparing(Finding::level).reversed())
            .toList();
    runs.drawnUp(run.id(), plan, findings, news, sinceLastPlan(run, plan));
    entries.plan(run.id(), plan, fromPhase);
    Run proposed = runs.get(run.id());
    pages.keep(run.id(), Variables.PLAN, view.of(proposed, now, purpose(proposed, last)));
    readers.publishEvent(new Surveyed(proposed, now));
  }

  private Purpose purpose(Run run, Optional<Audit> last) {
    Runbook runbook = runbooks.of(run);
    return new Purpose(
        runbook.headline(run),
        runbook.undo(run.requirePlan()),
        readiness(runbook, run.findings(), last),
        runbook.isOfOneSite());
  }

  /** In the word of the cluster's page and of which moment that is, and how it is for this plan. */
  private static String readiness(Runbook runbook, List<Finding> findings, Optional<Audit> last) {
    long blockers = findings.stream().filter(Finding::isBlocker).count();
    long warnings = findings.stream().filter(finding -> !finding.isFine()).count() - blockers;
    return "%sThis plan: %s, %s."
        .formatted(
            last.filter(audit -> runbook.isAudited()).map(audit -> word(runbook, audit)).orElse(""),
            Words.count(blockers, "blocker"),
            Words.count(warnings, "warning"));
  }

  private static String word(Runbook runbook, Audit audit) {
    return "The cluster is %s for this runbook (audited %s). "
        .formatted(audit.state(runbook).word(), Words.at(audit.confirmedAt()));
  }

  /** For whoever has read the plan before, and decides on it while it is drawn up anew. */
  private static List<PlanDifference> sinceLastPlan(Run run, Plan plan) {
    return run.plan()
        .map(last -> last.differencesFrom(plan.phases().get(0).id(), plan))
        .orElse(List.of());
  }

  private List<Finding> findings(Runbook runbook, Run run, Plan plan, Inventory now) {
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
