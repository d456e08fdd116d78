package io.siteswap.recovery.steps;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.intervention.Intervention;
import io.siteswap.runbook.intervention.Interventions;
import io.siteswap.runbook.intervention.RunInstances;
import java.util.List;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.springframework.stereotype.Component;

/** Tells a failover that its site is lost. */
@Component("declareSiteLost")
public class DeclareSiteLost extends Intervention {
  public static final String PROCESS = "declare-site-lost";

  private static final String SITE_LOST = "site.lost";

  private final RunInstances instances;
  private final Journal journal;

  DeclareSiteLost(Interventions interventions, RunInstances instances, Journal journal) {
    super(PROCESS, interventions);
    this.instances = instances;
    this.journal = journal;
  }

  @Override
  protected void act(Interventions.Wish wish) {
    Run run = wish.run();
    List<EventSubscription> waiting = instances.waitingFor(SITE_LOST, run);
    if (waiting.isEmpty()) {
      throw new Conflict(
          "run %s is no failover that is being carried out, so its site cannot be declared lost in"
                  .formatted(run.id())
              + " it: abort it, then start 'Recover a lost site'");
    }
    journal.add(run.id(), wish.who(), "site-lost", wish.reason());
    instances.tell(waiting);
  }
}
