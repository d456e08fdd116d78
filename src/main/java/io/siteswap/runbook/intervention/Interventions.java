package io.siteswap.runbook.intervention;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Conflict;
import io.siteswap.runbook.NotAllowed;
import io.siteswap.runbook.PointOfNoReturn;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.StartForms;
import io.siteswap.runbook.Starter;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.TicketNews;
import io.siteswap.runbook.Variables;
import io.siteswap.site.Typed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.springframework.stereotype.Component;

/** Wishes of people and of tickets about an open run: which run is meant, and what is done. */
@Component
public class Interventions {
  static final String ABORTED = "run.aborted";
  static final String WITHDRAWN = "withdrawn";
  private static final String TICKET_CHANGED = "ticket.changed";

  private final Starter starter;
  private final Runs runs;
  private final PointOfNoReturn pointOfNoReturn;
  private final Journal journal;
  private final RuntimeService runtime;
  private final RunInstances instances;
  private final StartForms forms;

  Interventions(
      Starter starter,
      Runs runs,
      PointOfNoReturn pointOfNoReturn,
      Journal journal,
      RuntimeService runtime,
      RunInstances instances,
      StartForms forms) {
    this.starter = starter;
    this.runs = runs;
    this.pointOfNoReturn = pointOfNoReturn;
    this.journal = journal;
    this.runtime = runtime;
    this.instances = instances;
    this.forms = forms;
  }

  /** Starts the process that aborts, as whoever is signed in and with their rights. */
  public void startAbort(Run run, String reason) {
    start(SendAbort.PROCESS, run, reason);
  }

  /** Starts the process that retries, as whoever is signed in and with their rights. */
  public void startRetry(Run run, String reason) {
    start(RetryFailedSteps.PROCESS, run, reason);
  }

  /** Starts a process about a run, as whoever is signed in and with their rights. */
  public void start(String process, Run run, String reason) {
    try {
      runtime.startProcessInstanceByKey(
          process, run.ticket(), Map.of(Variables.RUN, run.id(), Variables.REASON, reason));
    } catch (AuthorizationException e) {
      throw new NotAllowed(process, Intervention.STARTED_BY, e);
    }
  }

  /** What whoever has signed in wants with one run, and why. */
  public record Wish(Run run, String reason, String who) {}

  /** Of the run that is named, or of the only open one under the ticket; throws {@link Refused}. */
  Wish wish(DelegateExecution execution) {
    try {
      Run run = open(Step.text(execution, Variables.RUN), Step.text(execution, Variables.TICKET));
      execution.setProcessBusinessKey(run.ticket());
      return new Wish(
          run,
          Typed.requiredText(Variables.REASON, Step.text(execution, Variables.REASON)),
          starter.name());
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private Run open(String id, String ticket) {
    if (id.isEmpty()) {
      return openUnder(ticket);
    }
    Run run = runs.find(id).orElseThrow(() -> new Refused("'%s' is no run".formatted(id)));
    run.outcome()
        .ifPresent(
            outcome -> {
              throw new Conflict(
                  "run %s has ended as %s, at %s: nothing can be done to it any more"
                      .formatted(id, outcome, run.endedAt().orElseThrow()));
            });
    return run;
  }

  private Run openUnder(String ticket) {
    List<Run> open = runs.openUnder(ticket);
    if (open.isEmpty()) {
      throw new Refused(
          "no run is open under ticket '%s'; open are: %s".formatted(ticket, openTickets()));
    }
    if (open.size() > 1) {
      throw new Conflict(
          "%d runs are open under ticket '%s', choose one as '%s': %s"
              .formatted(
                  open.size(),
                  ticket,
                  Variables.RUN,
                  open.stream()
                      .map(run -> run.id() + " (" + forms.describe(run) + ")")
                      .collect(Collectors.joining("; "))));
    }
    return open.get(0);
  }

  /**
   * Ends a run that has changed nothing yet, because its ticket no longer allows it.
   *
   * @return whether it stood where that can be done
   */
  public boolean withdraw(Run run, String reason, String who) {
    List<EventSubscription> waiting =
        instances.waitingFor(ABORTED, run).stream()
            .filter(subscription -> subscription.getActivityId().startsWith(WITHDRAWN))
            .toList();
    if (waiting.isEmpty() || pointOfNoReturn.isCrossed(run)) {
      return false;
    }
    runs.aborted(run.id(), who, reason);
    instances.tell(waiting);
    return true;
  }

  /**
   * Stops a run that is being carried out, and asks people whether it goes on although its ticket
   * no longer allows it.
   *
   * @return whether it stood where that can be done
   */
  public boolean askAboutTicket(Run run, String reason, String who) {
    List<EventSubscription> waiting = instances.waitingFor(TICKET_CHANGED, run);
    if (waiting.isEmpty()) {
      return false;
    }
    journal.add(run.id(), who, TicketNews.EVENT, reason);
    instances.tell(waiting);
    return true;
  }

  private String openTickets() {
    return runs.allOpen().stream().map(Run::ticket).collect(Collectors.joining(", ", "[", "]"));
  }
}
