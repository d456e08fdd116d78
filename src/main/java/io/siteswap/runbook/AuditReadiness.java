package io.siteswap.runbook;

import io.siteswap.ledger.AwayFromHome;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.UnknownCluster;
import io.siteswap.readiness.Auditor;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Audits the cluster that somebody has asked about, or all of them when the clock asks. */
@Component("auditReadiness")
class AuditReadiness implements JavaDelegate, Startable {
  static final String PROCESS = "audit-readiness";
  static final Set<String> STARTED_BY = Set.of(Groups.OPERATORS);

  private static final Logger log = LoggerFactory.getLogger(AuditReadiness.class);
  // The audit itself has just looked.
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final StretchClusters clusters;
  private final Auditor auditor;
  private final Managers managers;
  private final AwayFromHome away;

  AuditReadiness(StretchClusters clusters, Auditor auditor, Managers managers, AwayFromHome away) {
    this.clusters = clusters;
    this.auditor = auditor;
    this.managers = managers;
    this.away = away;
  }

  @Override
  public String id() {
    return PROCESS;
  }

  @Override
  public Set<String> startedBy() {
    return STARTED_BY;
  }

  @Override
  public Set<String> asks() {
    return Set.of(Variables.CLUSTER);
  }

  @Override
  public void execute(DelegateExecution execution) {
    meant(Step.text(execution, Variables.CLUSTER)).forEach(this::audit);
  }

  private void audit(StretchCluster cluster) {
    auditor.audit(cluster);
    try {
      away.look(cluster, managers.inventory(cluster, RECENT));
    } catch (ManagerUnreachable | ManagerRefused | UnknownCluster e) {
      log.debug("what is away from home on {} is not looked at", cluster.name(), e);
    }
  }

  private Collection<StretchCluster> meant(String cluster) {
    try {
      return cluster.isEmpty() ? clusters.all() : List.of(clusters.named(cluster));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }
}
