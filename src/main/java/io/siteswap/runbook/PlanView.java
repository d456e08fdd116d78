package io.siteswap.runbook;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Vm;
import io.siteswap.manager.VmRef;
import io.siteswap.plan.BringUpVm;
import io.siteswap.plan.Change;
import io.siteswap.plan.EvacuateVm;
import io.siteswap.plan.LeaveMaintenance;
import io.siteswap.plan.MigrateVm;
import io.siteswap.plan.MoveSpm;
import io.siteswap.plan.PlaceVms;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.plan.Wave;
import io.siteswap.readiness.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** A plan as the approval form shows it: what happens, what does not, and what an undo would do. */
@Component
class PlanView {
  private static final int NAMED_VMS = 10;
  private static final int SHOWN_CHANGES = 100;

  record Page(
      String headline,
      boolean again,
      List<ChangeRow> changes,
      List<DifferenceRow> differences,
      String spm,
      List<HostRow> hosts,
      String vmSummary,
      List<VmRow> vms,
      List<StayingRow> staying,
      List<FindingRow> findings,
      String room,
      String duration,
      String undo,
      String fingerprint,
      String link) {}

  record ChangeRow(String object, String from, String to, String why) {}

  record DifferenceRow(String what, String approved, String now) {}

  record HostRow(int order, String name, String action, String now) {}

  record VmRow(String name, int priority, String memory, String from) {}

  record StayingRow(String name, String host, String why) {}

  record FindingRow(String level, String what, String remedy) {}

  String of(Run run, Inventory now) {
    Plan plan = run.requirePlan();
    List<Vm> moving = moving(plan, now);
    return Json.write(
        new Page(
            headline(run),
            !run.planDifferences().isEmpty(),
            changes(isDeployment(run) ? plan.changes() : groups(plan)),
            run.planDifferences().stream().map(PlanView::row).toList(),
            isDeployment(run) || isRecovery(run) ? "" : spm(plan),
            isDeployment(run) ? List.of() : hosts(plan, now),
            isDeployment(run) ? "" : summary(run, moving, plan),
            moving.stream().limit(NAMED_VMS).map(PlanView::row).toList(),
            plan.staying().stream()
                .map(vm -> new StayingRow(vm.vm().name(), vm.host().name(), vm.why()))
                .toList(),
            run.findings().stream().map(PlanView::row).toList(),
            room(run),
            Words.duration(plan.forecast()),
            undo(run, plan),
            plan.fingerprint().abbreviated(),
            "/runs/" + run.id()));
  }

  private static boolean isDeployment(Run run) {
    return run.runbook().equals(RunbookEngine.DEPLOY_STRETCH_CLUSTER);
  }

  private static boolean isRecovery(Run run) {
    return run.runbook().equals(RunbookEngine.RECOVER_LOST_SITE);
  }

  /** The affinity groups that a recovery suspends and a failback resumes. */
  private static List<Change> groups(Plan plan) {
    return plan.changes().stream().filter(PlaceVms.class::isInstance).toList();
  }

  private static String headline(Run run) {
    return switch (run.runbook()) {
      case RunbookEngine.FAIL_BACK_SITE ->
          "Return site %s of cluster %s to service".formatted(run.site(), run.cluster());
      case RunbookEngine.DEPLOY_STRETCH_CLUSTER ->
          "Bring cluster %s to what a stretch cluster must be: %s"
              .formatted(run.cluster(), counts(run.requirePlan()));
      case RunbookEngine.RECOVER_LOST_SITE ->
          "Bring up what ran at the lost site %s of cluster %s"
              .formatted(run.site(), run.cluster());
      default -> "Empty site %s of cluster %s".formatted(run.site(), run.cluster());
    };
  }

  /** How much there is of each kind, as in "3 hosts, 4000 VMs". */
  private static String counts(Plan plan) {
    return plan.changes().stream()
        .filter(change -> !change.implied())
        .collect(groupingBy(change -> change.object().type(), TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(entry -> Words.count(entry.getValue(), "change") + " of " + plural(entry.getKey()))
        .collect(joining(", "));
  }

  private static String plural(String type) {
    return type.equals("vm") ? "VMs" : type + "s";
  }

  private static List<ChangeRow> changes(List<Change> changes) {
    List<Change> all = changes.stream().filter(change -> !change.implied()).toList();
    List<ChangeRow> rows =
        new ArrayList<>(all.stream().limit(SHOWN_CHANGES).map(PlanView::row).toList());
    if (all.size() > SHOWN_CHANGES) {
      rows.add(
          new ChangeRow(
              "and %d more".formatted(all.size() - SHOWN_CHANGES),
              "",
              "",
              "see the whole plan, change by change"));
    }
    return rows;
  }

  private static ChangeRow row(Change change) {
    return new ChangeRow(
        change.object().type() + " " + change.object().name(),
        change.before(),
        change.after(),
        change.why());
  }

  private static String undo(Run run, Plan plan) {
    return switch (run.runbook()) {
      case RunbookEngine.FAIL_BACK_SITE ->
          (groups(plan).isEmpty() ? "" : "The affinity groups are suspended again, then ")
              + "VMs go back to the hosts they run on now, then the SPM, then the hosts into maintenance"
              + " - in that order, and only what this run has changed.";
      case RunbookEngine.DEPLOY_STRETCH_CLUSTER ->
          "Everything returns to the value in the column From, in reverse order: groups, VMs, SPM"
              + " priorities; hosts that were added are removed again - and only what this run has"
              + " changed.";
      case RunbookEngine.RECOVER_LOST_SITE ->
          "The affinity groups are resumed, as long as no host is confirmed. What follows cannot be"
              + " undone; a failback brings home later what can be brought home.";
      default ->
          "The hosts return to service, each VM goes back to the host it runs on now, then the SPM"
              + " - in that order, and only what this run has changed.";
    };
  }

  private static String spm(Plan plan) {
    return plan.changes().stream()
        .filter(MoveSpm.class::isInstance)
        .map(MoveSpm.class::cast)
        .findFirst()
        .map(
            move ->
                move.from().equals(move.to())
                    ? "The SPM is %s and stays there.".formatted(move.to())
                    : "The SPM moves from %s to %s.".formatted(move.from(), move.to()))
        .orElse("The SPM does not move: the Manager has none now, or no host could take it.");
  }

  private static List<HostRow> hosts(Plan plan, Inventory now) {
    List<HostRow> rows = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (change.object() instanceof HostRef ref && !(change instanceof MoveSpm)) {
        rows.add(
            new HostRow(
                rows.size() + 1,
                ref.name(),
                action(change),
                now.host(ref).map(host -> describe(host, now)).orElse("no longer there")));
      }
    }
    return rows;
  }

  private static String action(Change change) {
    return change instanceof LeaveMaintenance back && back.alone()
        ? back.action() + ", once the one before is up"
        : change.action();
  }

  private static String describe(Host host, Inventory now) {
    int vms = now.vmsOn(host.ref()).size();
    return "%s%s, %d VMs".formatted(host.status(), host.isSpm() ? ", SPM" : "", vms);
  }

  private static List<Vm> moving(Plan plan, Inventory now) {
    return plan.changes().stream()
        .filter(
            change ->
                change instanceof EvacuateVm
                    || change instanceof MigrateVm
                    || change instanceof BringUpVm)
        .flatMap(change -> now.vm((VmRef) change.object()).stream())
        .sorted(Comparator.comparing(Vm::priority).thenComparing(Vm::memory).reversed())
        .toList();
  }

  private static String summary(Run run, List<Vm> moving, Plan plan) {
    long memory = moving.stream().mapToLong(Vm::memory).sum();
    String targets = String.join(", ", plan.targets().stream().map(HostRef::name).toList());
    return "%d VMs with %s %s %s%s"
        .formatted(
            moving.size(),
            Words.memory(memory),
            isRecovery(run) ? "are brought up on" : "move to",
            targets.isEmpty() ? "no host" : targets,
            waves(plan));
  }

  private static String waves(Plan plan) {
    return plan.changes().stream()
        .filter(MigrateVm.class::isInstance)
        .flatMap(change -> ((MigrateVm) change).wave().stream())
        .max(Comparator.comparing(Wave::number))
        .map(
            last ->
                ", in %s with a pause of %d s between them"
                    .formatted(Words.count(last.number(), "wave"), last.pause().toSeconds()))
        .orElse("");
  }

  private static String room(Run run) {
    return run.findings().stream()
        .filter(finding -> finding.code().equals("room") || finding.code().equals("no-room"))
        .findFirst()
        .map(finding -> (finding.isBlocker() ? "There is NOT enough room: " : "") + finding.what())
        .orElse("");
  }

  private static DifferenceRow row(PlanDifference difference) {
    return new DifferenceRow(
        difference.what(),
        difference.approved() ? "in the approved plan" : "not in the approved plan",
        difference.now() ? "so it is now" : "no longer so");
  }

  private static VmRow row(Vm vm) {
    return new VmRow(
        vm.name(),
        vm.priority(),
        Words.memory(vm.memory()),
        Optional.of(vm).flatMap(Vm::host).map(HostRef::name).orElse(""));
  }

  private static FindingRow row(Finding finding) {
    return new FindingRow(
        finding.level().name().toLowerCase(Locale.ROOT), finding.what(), finding.remedy());
  }
}
