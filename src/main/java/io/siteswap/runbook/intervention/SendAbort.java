package io.siteswap.runbook.intervention;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.PointOfNoReturn;
import java.util.List;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.springframework.stereotype.Component;

/** Sends the abort to an open run. */
@Component("sendAbort")
class SendAbort extends Intervention {
  static final String PROCESS = "abort-run";

  private final RunInstances instances;
  private final Runs runs;
  private final PointOfNoReturn pointOfNoReturn;

  SendAbort(
      Interventions interventions,
      RunInstances instances,
      Runs runs,
      PointOfNoReturn pointOfNoReturn) {
    super(PROCESS, interventions);
    this.instances = instances;
    this.runs = runs;
    this.pointOfNoReturn = pointOfNoReturn;
  }

  @Override
  protected void act(Interventions.Wish wish) {
    Run run = wish.run();
    List<EventSubscription> waiting = instances.waitingFor(Interventions.ABORTED, run);
    if (waiting.isEmpty()) {
      throw new Conflict(
          "run %s cannot be aborted where it stands: %s"
              .formatted(run.id(), run.waitingFor().orElse("it is between two steps; try again")));
    }
    refuseWithdrawalTooLate(run, waiting);
    runs.aborted(run.id(), wish.who(), wish.reason());
    instances.tell(waiting);
  }

  /** A run that is aborted while it is attested ends as if nothing had happened. */
  private void refuseWithdrawalTooLate(Run run, List<EventSubscription> waiting) {
    boolean withdraws =
        waiting.stream().anyMatch(one -> one.getActivityId().equals(Interventions.WITHDRAWN));
    if (withdraws) {
      pointOfNoReturn.refuseBehind(run, "withdrawn");
    }
  }
}
