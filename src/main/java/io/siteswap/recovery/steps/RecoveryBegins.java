package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.Sighting;
import io.siteswap.runbook.Variables;
import java.time.InstantSource;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What a recovery keeps from its first moment on: since when the site is silent. */
@Component
class RecoveryBegins {
  private final Recoveries recoveries;
  private final Lookout lookout;
  private final Runs runs;
  private final InstantSource clock;

  RecoveryBegins(Recoveries recoveries, Lookout lookout, Runs runs, InstantSource clock) {
    this.recoveries = recoveries;
    this.lookout = lookout;
    this.runs = runs;
    this.clock = clock;
  }

  void begin(DelegateExecution execution, Run run, boolean emergency) {
    recoveries.begun(
        run.id(),
        lookout.sightings(run.cluster()).stream()
            .filter(sighting -> sighting.site().equals(run.site()))
            .map(Sighting::since)
            .findFirst()
            .orElse(clock.instant()),
        emergency);
    execution.setVariable(Variables.EMERGENCY, emergency);
    execution.setVariable(Variables.ATTESTED, false);
    execution.setVariable(Variables.GLASS_BROKEN, false);
    execution.setVariable(Variables.DECISION, "none");
    handedOver(run.cluster(), run.site()).ifPresent(other -> runs.follows(run.id(), other.id()));
  }

  /** Only in the transaction in which it was handed over has it no successor. */
  private Optional<Run> handedOver(String cluster, String site) {
    return runs.last(cluster, site, HandOver.HANDED_OVER)
        .filter(other -> runs.successor(other.id()).isEmpty());
  }
}
