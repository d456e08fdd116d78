package io.siteswap.runbook;

import io.siteswap.engine.RetentionProperties;
import io.siteswap.site.BeforeTheDoorOpens;
import java.time.Duration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * Gives each process, and each table of decisions, the time that its history is kept, whatever its
 * model says: the engine wants one in each model, and only the configuration knows for how long.
 */
@Component
class HistoryTimeToLive implements BeforeTheDoorOpens {
  private static final int AFTER_THE_LEASE = 1;

  private final RepositoryService repository;
  private final RetentionProperties retention;

  HistoryTimeToLive(RepositoryService repository, RetentionProperties retention) {
    this.repository = repository;
    this.retention = retention;
  }

  @Override
  public int getPhase() {
    return AFTER_THE_LEASE;
  }

  @Override
  public void prepare() {
    repository.createProcessDefinitionQuery().list().forEach(this::give);
    repository.createDecisionDefinitionQuery().list().forEach(this::give);
  }

  private void give(DecisionDefinition table) {
    int days = Math.toIntExact(retention.history().toDays());
    if (table.getHistoryTimeToLive() == null || table.getHistoryTimeToLive() != days) {
      repository.updateDecisionDefinitionHistoryTimeToLive(table.getId(), days);
    }
  }

  private void give(ProcessDefinition process) {
    Duration wanted =
        process.getKey().equals(AuditReadiness.PROCESS) ? retention.audits() : retention.history();
    int days = Math.toIntExact(wanted.toDays());
    if (process.getHistoryTimeToLive() == null || process.getHistoryTimeToLive() != days) {
      repository.updateProcessDefinitionHistoryTimeToLive(process.getId(), days);
    }
  }
}
