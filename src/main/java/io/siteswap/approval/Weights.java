package io.siteswap.approval;

import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.plan.Change;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Variables;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the table judges a run by; from the ledger, as no variable can be trusted. */
@Component
class Weights {
  /** Whether it is asked for a host of which power management says that it is off. */
  static final String OFF = "off";

  private final List<PlanAdvice> advice;
  private final ApprovalProperties properties;
  private final InstantSource clock;

  Weights(List<PlanAdvice> advice, ApprovalProperties properties, InstantSource clock) {
    this.advice = List.copyOf(advice);
    this.properties = properties;
    this.clock = clock;
  }

  Map<String, Object> of(Run run) {
    Map<String, Object> all = new HashMap<>();
    all.put(Variables.RUNBOOK, run.runbook());
    all.put(Variables.CLUSTER, run.cluster());
    all.put("vms", run.plan().map(Weights::vms).orElse(0));
    all.put("warnings", warnings(run));
    all.put(Variables.EMERGENCY, isEmergency(run));
    all.put("hour", clock.instant().atZone(properties.zone()).getHour());
    all.put(OFF, false);
    return all;
  }

  private static int vms(Plan plan) {
    return (int)
        plan.changes().stream()
            .map(Change::object)
            .filter(VmRef.class::isInstance)
            .distinct()
            .count();
  }

  private static int warnings(Run run) {
    return (int)
        run.findings().stream().filter(finding -> finding.level() == Finding.Level.WARNING).count();
  }

  /** It began without a change record, or its ticket is of an emergency. */
  private boolean isEmergency(Run run) {
    return run.ticket().startsWith(Runbook.EMERGENCY)
        || advice.stream().anyMatch(one -> one.isEmergency(run));
  }
}
