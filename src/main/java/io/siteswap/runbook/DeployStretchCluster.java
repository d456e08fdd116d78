package io.siteswap.runbook;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.siteswap.forms.Words;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.DeploymentPlanner;
import io.siteswap.plan.Plan;
import io.siteswap.plan.Planner;
import io.siteswap.readiness.checks.Need;
import io.siteswap.site.StretchCluster;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Brings a cluster to what the procedure demands: hosts, SPM priorities, VM protection, groups. */
@Component
public class DeployStretchCluster implements Runbook {
  public static final String ID = "deploy-stretch-cluster";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS);
  }

  @Override
  public String carriedOut() {
    return "clusterDeployed";
  }

  @Override
  public Set<String> outcomes() {
    return Set.of(
        carriedOut(),
        "clusterAsDemanded",
        "deploymentUndone",
        "managerNotReady",
        "planRejected",
        "runWithdrawn",
        "gateClosed");
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.PROTECTION);
  }

  @Override
  public boolean isAudited() {
    return false;
  }

  /** It changes what can be taken back, and moves no VM. */
  @Override
  public boolean mayBePreApproved() {
    return true;
  }

  @Override
  public boolean isOfOneSite() {
    return false;
  }

  @Override
  public String headline(Run run) {
    return "Bring cluster %s to what a stretch cluster must be: %s"
        .formatted(run.cluster(), counts(run.requirePlan()));
  }

  /** How much there is of each kind, as in "3 changes of hosts, 4000 changes of VMs". */
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

  @Override
  public String undo(Plan plan) {
    return "Everything returns to the value in the column From, in reverse order: groups, VMs, SPM"
        + " priorities; hosts that were added are removed again - and only what this run has"
        + " changed.";
  }

  @Override
  public Planner planner(Run run, StretchCluster cluster, Inventory now) {
    return new DeploymentPlanner(cluster);
  }
}
