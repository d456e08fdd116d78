package io.siteswap.runbook.steps;

import io.siteswap.forms.ManagerView;
import io.siteswap.forms.ManagerView.Missing;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.Managers;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.readiness.checks.Permission;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Sees whether the Manager is what a stretch cluster needs: its version, what the account may do,
 * and that it does not live in the cluster that it has to save. That it answers, with a certificate
 * that is trusted, is seen by asking at all.
 */
@Component("checkManager")
class CheckManager implements JavaDelegate {
  private static final int OLDEST_MAJOR = 4;
  private static final int OLDEST_MINOR = 2;

  private final Runs runs;
  private final StretchClusters clusters;
  private final Managers managers;
  private final FormPages pages;
  private final ManagerView view;

  CheckManager(
      Runs runs, StretchClusters clusters, Managers managers, FormPages pages, ManagerView view) {
    this.runs = runs;
    this.clusters = clusters;
    this.managers = managers;
    this.pages = pages;
    this.view = view;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(Step.of(execution).runId());
    StretchCluster cluster = clusters.named(run.cluster());
    List<Missing> missing = missing(cluster);
    pages.keep(run.id(), Variables.FACTS, view.of(run, cluster, missing));
    execution.setVariable(Variables.DECISION, "none");
    execution.setVariable(Variables.OUTCOME, missing.isEmpty() ? "ready" : "missing");
  }

  private List<Missing> missing(StretchCluster cluster) {
    Manager manager = managers.of(cluster);
    List<Missing> missing = new ArrayList<>();
    String version = manager.version();
    if (isOld(version)) {
      missing.add(
          new Missing(
              "Its version is %s".formatted(version),
              "Upgrade it to %d.%d or later.".formatted(OLDEST_MAJOR, OLDEST_MINOR)));
    }
    missingPermits(manager)
        .forEach(
            permit ->
                missing.add(
                    new Missing(
                        "The account %s lacks the permission %s"
                            .formatted(cluster.manager().user(), permit),
                        "Give it a role with that permission on the whole system.")));
    Inventory now = managers.inventory(cluster);
    now.hosts().stream()
        .filter(host -> host.access().address().equalsIgnoreCase(cluster.manager().url().getHost()))
        .forEach(
            host ->
                missing.add(
                    new Missing(
                        "It runs on host %s of the cluster itself".formatted(host.name()),
                        "Move it to a machine outside both sites.")));
    return missing;
  }

  private static Set<String> missingPermits(Manager manager) {
    Set<String> missing =
        Permission.ALL.stream()
            .map(Permission::name)
            .collect(Collectors.toCollection(TreeSet::new));
    try {
      missing.removeAll(manager.permits());
    } catch (ManagerRefused e) {
      return Set.of("to read its own permissions (" + e.description() + ")");
    }
    return missing;
  }

  private static boolean isOld(String version) {
    String[] parts = version.split("[^0-9]+", 3);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR);
  }
}
