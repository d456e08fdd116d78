package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.ObjectRef;
import io.siteswap.manager.inventory.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing a run does to one object of the Manager: what it wants, how it is asked for, how it is
 * seen to hold, and what undoes it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(MoveSpm.class),
  @JsonSubTypes.Type(EnterMaintenance.class),
  @JsonSubTypes.Type(LeaveMaintenance.class),
  @JsonSubTypes.Type(EvacuateVm.class),
  @JsonSubTypes.Type(MigrateVm.class),
  @JsonSubTypes.Type(MakeDataCenter.class),
  @JsonSubTypes.Type(RemoveDataCenter.class),
  @JsonSubTypes.Type(MakeCluster.class),
  @JsonSubTypes.Type(RemoveCluster.class),
  @JsonSubTypes.Type(AddHost.class),
  @JsonSubTypes.Type(RemoveHost.class),
  @JsonSubTypes.Type(StartHost.class),
  @JsonSubTypes.Type(TakeOutOfService.class),
  @JsonSubTypes.Type(SetSpmPriority.class),
  @JsonSubTypes.Type(ProtectVm.class),
  @JsonSubTypes.Type(PlaceVms.class),
  @JsonSubTypes.Type(ConfirmRebooted.class),
  @JsonSubTypes.Type(QuarantineHost.class),
  @JsonSubTypes.Type(BringUpVm.class)
})
public sealed interface Change
    permits MoveSpm,
        EnterMaintenance,
        LeaveMaintenance,
        EvacuateVm,
        MigrateVm,
        MakeDataCenter,
        RemoveDataCenter,
        MakeCluster,
        RemoveCluster,
        AddHost,
        RemoveHost,
        StartHost,
        TakeOutOfService,
        SetSpmPriority,
        ProtectVm,
        PlaceVms,
        ConfirmRebooted,
        QuarantineHost,
        BringUpVm {

  ObjectRef object();

  /** What is done, as in "host enters maintenance". */
  String action();

  /** How it was, in words. */
  String before();

  /** How it is wanted, in words. */
  String after();

  /** What it is good for, in words. */
  default String why() {
    return "";
  }

  ObservedState observe(Inventory now);

  /** What of an inventory it is judged by. */
  default Set<Part> judgedBy() {
    return Part.all();
  }

  /** Asks the Manager for it. */
  void ask(Manager manager, CorrelationId id);

  /** Whether nothing takes it back: it happens only behind the point of no return. */
  default boolean isIrreversible() {
    return false;
  }

  /** What brings the object back to {@link #before()}; throws where nothing does. */
  Change inverse();

  /**
   * The same change with its before as this inventory shows it; where the before is part of what
   * people approved, the change itself.
   */
  default Change seenIn(Inventory now) {
    return this;
  }

  /** The same change with the ids that the Manager has given to its objects meanwhile. */
  default Change located(Inventory now) {
    return this;
  }

  /**
   * The same change in a plan with these targets, which the plan keeps once for all its changes.
   */
  default Change within(List<HostRef> targets) {
    return this;
  }

  /** Why it cannot be asked for now; empty when it can. */
  default Optional<String> notYet(Inventory now) {
    return Optional.empty();
  }

  /**
   * Whether the Manager does it by itself as part of another change, so that nobody asks for it.
   */
  default boolean implied() {
    return false;
  }

  /** The same where people want it asked for although the Manager would do it by itself. */
  default Change insisted(Inventory now) {
    return this;
  }

  /** Why an accepted request shows no effect, where that is known without the Manager's events. */
  default Optional<String> whyWithoutEffect(Inventory now) {
    return Optional.empty();
  }

  /**
   * Whether the Manager shows it as done although it may have failed; only its events tell then.
   */
  default boolean mayFailUnseen() {
    return false;
  }

  /**
   * Whether its object is on its way off, and can be asked to stay: in an undo, what is taken back
   * may be under way still.
   */
  default boolean isLeaving(Inventory now) {
    return false;
  }

  /**
   * Whether it makes its object: when that is refused and the object is there all the same,
   * somebody else has made it.
   */
  default boolean makesItsObject() {
    return false;
  }

  /** Without which change this one cannot happen. */
  default Optional<Dependency> dependsOn() {
    return Optional.empty();
  }

  /** Changes of the same lane burden the same thing; only so many are under way in one lane. */
  default Optional<Lane> lane() {
    return Optional.empty();
  }

  /** Those of the next wave wait for the end of the one before. */
  default Optional<Wave> wave() {
    return Optional.empty();
  }

  /** What people approve of it: independent of where a VM happens to run just now. */
  default String identity() {
    return getClass().getSimpleName() + " " + object().id() + " -> " + after();
  }
}
