package io.siteswap.runbook;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * A runbook: all that is said of it outside its picture. One more is a BPMN file, a form to start
 * it, and one class that says this.
 */
public interface Runbook extends Startable, Audited {
  /** How the reference of a run without a ticket begins. */
  String EMERGENCY = "EMERGENCY-";

  @Override
  default Set<String> asks() {
    return Set.of(Variables.CLUSTER, Variables.SITE, Variables.TICKET, Variables.REASON);
  }

  /** The end events of the process at which a run of it may end. */
  Set<String> outcomes();

  /** The one of them by which people take the plan for carried out. */
  String carriedOut();

  /** The event in the picture behind which nothing is undone; empty where everything can be. */
  default Optional<String> pointOfNoReturn() {
    return Optional.empty();
  }

  /** Whether a run is about one site, rather than about the whole cluster. */
  default boolean isOfOneSite() {
    return true;
  }

  /** The site that is to carry the VMs afterwards, when a run is about that one. */
  default Site destination(StretchCluster cluster, Site site) {
    return cluster.other(site);
  }

  /** What a run of it does, for whoever approves it. */
  String headline(Run run);

  /** What an undo of the plan would do, for whoever approves it. */
  String undo(Plan plan);

  Planner planner(Run run, StretchCluster cluster, Inventory now);

  /** Throws {@link Refused} when a run could do nothing there. */
  default void refuseImpossible(StretchCluster cluster, String site) {}

  /** Whether it may begin before there is a change record. */
  default boolean mayBeAnEmergency() {
    return false;
  }

  /** Whether a plan of it may go without a second approval, where the ticket vouches for it. */
  default boolean mayBePreApproved() {
    return false;
  }

  /** What else a run keeps from its first moment on, in the transaction that opens it. */
  default void begin(DelegateExecution execution, Run run, boolean emergency) {}

  /** How approvals are given where that is more than approving a plan; else empty. */
  default Optional<Approval> approval() {
    return Optional.empty();
  }

  /** Whether what people have approved still holds, where comparing plans does not tell. */
  interface Approval {
    /**
     * Asked before each request of a phase leaves; when it does not hold, people are asked anew.
     */
    boolean holds(Run run, String phase, Plan plan, Inventory now);
  }

  /** Why, as the Manager shows it on each host in maintenance. */
  static String reason(Run run) {
    return "%s: %s".formatted(run.ticket(), run.reason());
  }
}
