package io.siteswap.runbook;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.springframework.stereotype.Component;

/** Delivers the message {@code run.aborted} to where a run stands. */
@Component
public class Aborts {
  private static final String MESSAGE = "run.aborted";

  private final Runs runs;
  private final Journal journal;
  private final RuntimeService runtime;

  Aborts(Runs runs, Journal journal, RuntimeService runtime) {
    this.runs = runs;
    this.journal = journal;
    this.runtime = runtime;
  }

  /** Starts the process that aborts, as whoever is signed in and with their rights. */
  public void start(String ticket, String reason) {
    runtime.startProcessInstanceByKey(
        "abort-run", ticket, Map.of(Variables.TICKET, ticket, Variables.REASON, reason));
  }

  /** Throws {@link Refused} when no run is open under the ticket, or it cannot be aborted now. */
  void abort(String ticket, String reason, String who) {
    List<Run> open = runs.openUnder(ticket);
    if (open.isEmpty()) {
      throw new Refused(
          "no run is open under ticket '%s'; open are: %s".formatted(ticket, openTickets()));
    }
    open.forEach(run -> abort(run, reason, who));
  }

  private void abort(Run run, String reason, String who) {
    List<EventSubscription> waiting =
        runtime.createEventSubscriptionQuery().eventName(MESSAGE).list().stream()
            .filter(subscription -> belongsTo(run, subscription.getProcessInstanceId()))
            .toList();
    if (waiting.isEmpty()) {
      throw new Refused(
          "run %s cannot be aborted where it stands: %s"
              .formatted(run.id(), run.waitingFor().orElse("it is between two steps; try again")));
    }
    journal.add(run.id(), who, "run-aborted", reason);
    waiting.forEach(
        subscription -> runtime.messageEventReceived(MESSAGE, subscription.getExecutionId()));
  }

  private boolean belongsTo(Run run, String processInstanceId) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceId(processInstanceId)
        .singleResult()
        .getRootProcessInstanceId()
        .equals(run.id());
  }

  private String openTickets() {
    return runs.all().stream()
        .filter(Run::isOpen)
        .map(Run::ticket)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
