package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.VmStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run will do, in order.
 *
 * @param targets the hosts that are to carry the VMs afterwards
 * @param staying the VMs that cannot move
 * @param forecast how long it takes if nothing goes wrong
 * @param goal what must hold at the end
 * @param notes what people are to know besides
 */
public record Plan(
    List<Phase> phases,
    List<HostRef> targets,
    List<StayingVm> staying,
    Duration forecast,
    Goal goal,
    List<String> notes) {
  public Plan(
      List<Phase> phases,
      List<HostRef> targets,
      List<StayingVm> staying,
      Goal goal,
      List<String> notes) {
    this(phases, targets, staying, sum(phases), goal, notes);
  }

  public Plan {
    // Plans of earlier versions have none.
    notes = notes == null ? List.of() : List.copyOf(notes);
    targets = List.copyOf(targets);
    phases = within(targets, phases);
    staying = List.copyOf(staying);
  }

  /** One phase follows the other. */
  private static Duration sum(List<Phase> phases) {
    return phases.stream()
        .flatMap(phase -> phase.forecast().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static List<Phase> within(List<HostRef> targets, List<Phase> phases) {
    return phases.stream().map(phase -> phase.within(targets)).toList();
  }

  /** What people approve: the changes and the VMs they touch, not the figures around them. */
  @JsonIgnore
  public Fingerprint fingerprint() {
    return Fingerprint.of(identityFrom(phases));
  }

  public Optional<Phase> phase(String id) {
    return phases.stream().filter(phase -> phase.id().equals(id)).findFirst();
  }

  /** The last phase changes nothing: it is there to see the goal. */
  public boolean isVerification(String phaseId) {
    return phases.get(phases.size() - 1).id().equals(phaseId);
  }

  @JsonIgnore
  public List<Change> changes() {
    return phases.stream().flatMap(phase -> phase.changes().stream()).toList();
  }

  /** Whether this phase, or one before it, cannot be undone. */
  public boolean isPastReturn(String phaseId) {
    List<Phase> after = from(phaseId).stream().skip(1).toList();
    return phases.stream()
        .filter(phase -> !after.contains(phase))
        .flatMap(phase -> phase.changes().stream())
        .anyMatch(Change::isIrreversible);
  }

  /** How a plan drawn up now differs in what is still to do, from that phase on. */
  public List<PlanDifference> differencesFrom(String phaseId, Plan now) {
    if (isDone(from(phaseId)) && isDone(now.from(phaseId))) {
      return List.of();
    }
    return PlanDifference.between(identityFrom(from(phaseId)), now.identityFrom(now.from(phaseId)));
  }

  /** Nothing is left to do, so nobody needs to approve it: not even when a target is gone. */
  private static boolean isDone(List<Phase> remaining) {
    return remaining.stream().allMatch(phase -> phase.changes().isEmpty());
  }

  private List<Phase> from(String phaseId) {
    return phases.stream().dropWhile(phase -> !phase.id().equals(phaseId)).toList();
  }

  private List<PlanLine> identityFrom(List<Phase> remaining) {
    List<PlanLine> lines = new ArrayList<>();
    remaining.forEach(
        phase -> phase.changes().forEach(change -> lines.add(PlanLine.of(phase.id(), change))));
    staying.forEach(vm -> lines.add(PlanLine.of(vm)));
    targets.forEach(host -> lines.add(PlanLine.of(host)));
    return lines.stream().sorted().toList();
  }

  /** What of the goal is missing in this inventory. */
  public List<Difference> missing(Inventory now) {
    return goal.missing(this, now);
  }

  /** Whether the world is already as its changes want it. */
  public boolean wouldChangeNothing(Inventory now) {
    return changes().stream().allMatch(change -> change.observe(now).is(ObservedState.Kind.AFTER));
  }

  public Stream<BringUpVm> bringUps() {
    return changes().stream().filter(BringUpVm.class::isInstance).map(BringUpVm.class::cast);
  }

  /** Which VMs of a site that is back are down now, since its power had failed. */
  public List<Difference> down(Inventory now) {
    return bringUps()
        .flatMap(change -> now.vm(change.vm()).stream())
        .filter(vm -> vm.is(VmStatus.DOWN))
        .map(vm -> Difference.of(vm.ref(), "to run, as before the site was silent", "is down"))
        .toList();
  }

  /** The hosts that people attest to be down. */
  public List<HostRef> toBeConfirmed() {
    return toBeConfirmedFrom(phases.get(0).id());
  }

  /** The same of what is still to do, from that phase on. */
  public List<HostRef> toBeConfirmedFrom(String phaseId) {
    return from(phaseId).stream()
        .flatMap(phase -> phase.changes().stream())
        .filter(ConfirmRebooted.class::isInstance)
        .map(change -> ((ConfirmRebooted) change).host())
        .toList();
  }
}
