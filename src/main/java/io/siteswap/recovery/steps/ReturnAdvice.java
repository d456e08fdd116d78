package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.LeaveMaintenance;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.recovery.Earshot;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.StretchClusters;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whether the hosts that are to return can be heard. The Manager does not ask a host in
 * maintenance, so that a site that is dark looks as well to it as one that waits.
 */
@Component
class ReturnAdvice implements PlanAdvice {
  private static final int NAMED = 3;

  private final Earshot earshot;
  private final StretchClusters clusters;
  private final ClusterSettingsByName settings;

  ReturnAdvice(Earshot earshot, StretchClusters clusters, ClusterSettingsByName settings) {
    this.earshot = earshot;
    this.clusters = clusters;
    this.settings = settings;
  }

  @Override
  public Stream<Finding> on(Run run, Plan plan, Inventory now) {
    List<HostRef> sleeping =
        plan.changes().stream()
            .filter(LeaveMaintenance.class::isInstance)
            .map(change -> ((LeaveMaintenance) change).host())
            .filter(host -> now.host(host).filter(ReturnAdvice::sleeps).isPresent())
            .toList();
    if (sleeping.isEmpty()) {
      return Stream.empty();
    }
    Map<HostRef, String> unheard =
        earshot.unheard(settings.of(clusters.named(run.cluster())).recovery(), sleeping, now);
    return unheard.isEmpty() ? Stream.empty() : Stream.of(finding(unheard, sleeping.size()));
  }

  private static boolean sleeps(Host host) {
    return host.is(HostStatus.MAINTENANCE);
  }

  private static Finding finding(Map<HostRef, String> unheard, int asked) {
    String some =
        unheard.entrySet().stream()
            .limit(NAMED)
            .map(one -> "%s (%s)".formatted(one.getKey().name(), one.getValue()))
            .collect(Collectors.joining(", "));
    int more = unheard.size() - NAMED;
    return Finding.warning(
        "returning-host-silent",
        "%d of %d hosts that are to return are not heard from here: %s%s."
            .formatted(unheard.size(), asked, some, more > 0 ? " and %d more".formatted(more) : ""),
        "See that the site has power and network again; a host that does not answer does not come up.");
  }
}
