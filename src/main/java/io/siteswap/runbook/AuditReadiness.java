package io.siteswap.runbook;

import io.siteswap.readiness.Auditor;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Audits the cluster that somebody has asked about, or all of them when the clock asks. */
@Component("auditReadiness")
class AuditReadiness implements JavaDelegate, Startable {
  static final String PROCESS = "audit-readiness";

  private final StretchClusters clusters;
  private final Auditor auditor;

  AuditReadiness(StretchClusters clusters, Auditor auditor) {
    this.clusters = clusters;
    this.auditor = auditor;
  }

  @Override
  public String id() {
    return PROCESS;
  }

  @Override
  public Set<String> startedBy() {
    return Set.of(Groups.OPERATORS);
  }

  @Override
  public void execute(DelegateExecution execution) {
    meant(Step.text(execution, Variables.CLUSTER)).forEach(auditor::audit);
  }

  private Collection<StretchCluster> meant(String cluster) {
    try {
      return cluster.isEmpty() ? clusters.all() : List.of(clusters.named(cluster));
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }
}
