package io.siteswap.runbook;

import io.siteswap.ledger.ClusterBusy;
import io.siteswap.ledger.Runs;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/**
 * Opens the run, in the transaction of whoever starts it: bad input and a busy cluster are refused
 * at once, and nothing of the attempt is kept.
 */
@Component("openRun")
class OpenRun implements JavaDelegate {
  private final StretchClusters clusters;
  private final Runs runs;
  private final Planners planners;
  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Starter starter;
  private final RecoveryBegins beginning;
  private final InstantSource clock;

  OpenRun(
      StretchClusters clusters,
      Runs runs,
      Planners planners,
      Starter starter,
      RecoveryBegins beginning,
      InstantSource clock) {
    this.clusters = clusters;
    this.runs = runs;
    this.planners = planners;
    this.starter = starter;
    this.beginning = beginning;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    try {
      open(execution);
    } catch (IllegalArgumentException | ClusterBusy e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private void open(DelegateExecution execution) {
    String runbook = ((ExecutionEntity) execution).getProcessDefinition().getKey();
    boolean emergency = isEmergency(execution, runbook);
    String ticket =
        emergency ? emergencyReference() : ticket(Step.text(execution, Variables.TICKET));
    String reason = required(execution, Variables.REASON);
    StretchCluster cluster = clusters.named(required(execution, Variables.CLUSTER));
    String site = planners.site(runbook, cluster, Step.text(execution, Variables.SITE));
    planners.refuseImpossible(runbook, cluster, site);
    String startedBy = starter.name();
    runs.open(
        execution.getProcessInstanceId(), runbook, cluster.name(), site, ticket, reason, startedBy);
    execution.setProcessBusinessKey(ticket);
    execution.setVariable(Variables.TICKET, ticket);
    execution.setVariable(Variables.RUN, execution.getProcessInstanceId());
    execution.setVariable(Variables.RUNBOOK, runbook);
    execution.setVariable(Variables.SITE, site);
    execution.setVariable(Variables.INITIATOR, startedBy);
    if (runbook.equals(RunbookEngine.RECOVER_LOST_SITE)) {
      beginning.begin(execution, cluster, site, emergency);
    }
  }

  /** When a site is gone nobody files a change first. */
  private static boolean isEmergency(DelegateExecution execution, String runbook) {
    return runbook.equals(RunbookEngine.RECOVER_LOST_SITE)
        && Step.text(execution, Variables.TICKET).isEmpty();
  }

  private String emergencyReference() {
    return "EMERGENCY-" + REFERENCE.format(clock.instant());
  }

  private static String ticket(String ticket) {
    if (!ticket.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new Refused(
          "'%s' is no ticket: expected letters, digits, '.', '_' and '-', e.g. CHG0001234"
              .formatted(ticket));
    }
    return ticket;
  }

  private static String required(DelegateExecution execution, String variable) {
    String value = Step.text(execution, variable);
    if (value.isEmpty()) {
      throw new Refused("'' is no " + variable + ": it must not be empty");
    }
    return value;
  }
}
