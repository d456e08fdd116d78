package io.siteswap.forms;

import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmRef;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A plan as the approval form shows it: what happens, what does not, and what an undo would do. */
@Component
public class PlanView {
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
      String readiness,
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

  public String of(Run run, Inventory now, Purpose purpose) {
    Plan plan = run.requirePlan();
    List<Vm> moving = moving(plan, now);
    return Json.write(
        new Page(
            purpose.headline(),
            !run.planDifferences().isEmpty(),
            changes(purpose.ofOneSite() ? groups(plan) : plan.changes()),
            run.planDifferences().stream().map(PlanView::row).toList(),
            purpose.ofOneSite() && !isRecovery(plan) ? spm(plan) : "",
            purpose.ofOneSite() ? hosts(plan, now) : List.of(),
            purpose.ofOneSite() ? summary(moving, plan) : "",
            moving.stream().limit(NAMED_VMS).map(PlanView::row).toList(),
            plan.staying().stream()
                .map(vm -> new StayingRow(vm.vm().name(), vm.host().name(), vm.why()))
                .toList(),
            FindingRow.of(run.findings()),
            purpose.readiness(),
            room(run),
            Words.duration(plan.forecast()),
            purpose.undo(),
            plan.fingerprint().abbreviated(),
            "/runs/" + run.id()));
  }

  private static boolean isRecovery(Plan plan) {
    return !plan.toBeConfirmed().isEmpty() || plan.bringUps().findAny().isPresent();
  }

  /** The affinity groups that a recovery suspends and a failback resumes. */
  private static List<Change> groups(Plan plan) {
    return plan.changes().stream().filter(PlaceVms.class::isInstance).toList();
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

  private static String summary(List<Vm> moving, Plan plan) {
    long memory = moving.stream().mapToLong(Vm::memory).sum();
    String targets = String.join(", ", plan.targets().stream().map(HostRef::name).toList());
    return "%d VMs with %s %s %s%s"
        .formatted(
            moving.size(),
            Words.memory(memory),
            isRecovery(plan) ? "are brought up on" : "move to",
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
}
