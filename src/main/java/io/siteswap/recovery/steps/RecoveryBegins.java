package io.siteswap.recovery.steps;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.Sighting;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.time.InstantSource;
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
    String predecessor = Step.text(execution, Variables.PREDECESSOR);
    if (!predecessor.isEmpty()) {
      refuseForeign(predecessor, run.cluster(), run.site());
      runs.follows(run.id(), predecessor);
    }
  }

  /** Whoever starts a recovery may name any run. */
  private void refuseForeign(String predecessor, String cluster, String site) {
    boolean handedOver =
        runs.find(predecessor)
            .filter(other -> other.cluster().equals(cluster) && other.site().equals(site))
            .filter(other -> other.outcome().filter(HandOver.HANDED_OVER::equals).isPresent())
            .filter(other -> runs.successor(other.id()).isEmpty())
            .isPresent();
    if (!handedOver) {
      throw new Refused(
          "'%s' is no run that has handed site %s of cluster %s over, or another has taken it"
              .formatted(predecessor, site, cluster));
    }
  }
}
