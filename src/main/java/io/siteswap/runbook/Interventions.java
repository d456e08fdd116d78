package io.siteswap.runbook;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.site.Typed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

/** What people may do to an open run from outside: abort it, or retry what failed in it. */
@Component
public class Interventions {
  private static final String ABORTED = "run.aborted";
  private static final String WITHDRAWN = "withdrawn";
  private static final String SITE_LOST = "site.lost";
  private static final String TICKET_CHANGED = "ticket.changed";

  private final Starter starter;
  private final Runs runs;
  private final PointOfNoReturn pointOfNoReturn;
  private final Journal journal;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final ExternalTaskService externalTasks;

  Interventions(
      Starter starter,
      Runs runs,
      PointOfNoReturn pointOfNoReturn,
      Journal journal,
      RuntimeService runtime,
      ManagementService management,
      ExternalTaskService externalTasks) {
    this.starter = starter;
    this.runs = runs;
    this.pointOfNoReturn = pointOfNoReturn;
    this.journal = journal;
    this.runtime = runtime;
    this.management = management;
    this.externalTasks = externalTasks;
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
                      .map(run -> run.id() + " (" + StartForms.describe(run) + ")")
                      .collect(Collectors.joining("; "))));
    }
    return open.get(0);
  }

  /** Throws {@link Refused} when no failover is being carried out in the run. */
  public void declareLost(Wish wish) {
    declareLost(wish.run(), wish.reason(), wish.who());
  }

  /** Throws {@link Refused} when it cannot be aborted now. */
  void abort(Wish wish) {
    abort(wish.run(), wish.reason(), wish.who());
  }

  /** Throws {@link Refused} when nothing of the run has failed. */
  void retry(Wish wish) {
    retry(wish.run(), wish.reason(), wish.who());
  }

  private void declareLost(Run run, String reason, String who) {
    List<EventSubscription> waiting = waitingFor(SITE_LOST, run);
    if (waiting.isEmpty()) {
      throw new Conflict(
          "run %s is no failover that is being carried out, so its site cannot be declared lost in"
                  .formatted(run.id())
              + " it: abort it, then start 'Recover a lost site'");
    }
    journal.add(run.id(), who, "site-lost", reason);
    waiting.forEach(
        subscription -> runtime.messageEventReceived(SITE_LOST, subscription.getExecutionId()));
  }

  private List<EventSubscription> waitingFor(String message, Run run) {
    return runtime.createEventSubscriptionQuery().eventName(message).list().stream()
        .filter(subscription -> belongsTo(run, subscription.getProcessInstanceId()))
        .toList();
  }

  private void retry(Run run, String reason, String who) {
    List<Incident> failed =
        runtime.createIncidentQuery().list().stream()
            .filter(incident -> belongsTo(run, incident.getProcessInstanceId()))
            .filter(incident -> incident.getConfiguration() != null)
            .toList();
    if (failed.isEmpty()) {
      throw new Conflict("nothing of run %s has failed".formatted(run.id()));
    }
    journal.add(run.id(), who, "run-retried", reason);
    failed.forEach(this::retry);
  }

  private void retry(Incident incident) {
    if (incident.getIncidentType().equals(Incident.EXTERNAL_TASK_HANDLER_TYPE)) {
      externalTasks.setRetries(incident.getConfiguration(), 1);
    } else {
      management.setJobRetries(incident.getConfiguration(), 1);
    }
  }

  private void abort(Run run, String reason, String who) {
    List<EventSubscription> waiting = waitingFor(ABORTED, run);
    if (waiting.isEmpty()) {
      throw new Conflict(
          "run %s cannot be aborted where it stands: %s"
              .formatted(run.id(), run.waitingFor().orElse("it is between two steps; try again")));
    }
    refuseWithdrawalTooLate(run, waiting);
    runs.aborted(run.id(), who, reason);
    waiting.forEach(
        subscription -> runtime.messageEventReceived(ABORTED, subscription.getExecutionId()));
  }

  /** A run that is aborted while it is attested ends as if nothing had happened. */
  private void refuseWithdrawalTooLate(Run run, List<EventSubscription> waiting) {
    boolean withdraws =
        waiting.stream().anyMatch(subscription -> subscription.getActivityId().equals(WITHDRAWN));
    if (withdraws) {
      pointOfNoReturn.refuseBehind(run, "withdrawn");
    }
  }

  /**
   * Ends a run that has changed nothing yet, because its ticket no longer allows it.
   *
   * @return whether it stood where that can be done
   */
  public boolean withdraw(Run run, String reason, String who) {
    List<EventSubscription> waiting =
        waitingFor(ABORTED, run).stream()
            .filter(subscription -> subscription.getActivityId().startsWith(WITHDRAWN))
            .toList();
    if (waiting.isEmpty() || pointOfNoReturn.isCrossed(run)) {
      return false;
    }
    runs.aborted(run.id(), who, reason);
    waiting.forEach(
        subscription -> runtime.messageEventReceived(ABORTED, subscription.getExecutionId()));
    return true;
  }

  /**
   * Stops a run that is being carried out, and asks people whether it goes on although its ticket
   * no longer allows it.
   *
   * @return whether it stood where that can be done
   */
  public boolean askAboutTicket(Run run, String reason, String who) {
    List<EventSubscription> waiting = waitingFor(TICKET_CHANGED, run);
    if (waiting.isEmpty()) {
      return false;
    }
    journal.add(run.id(), who, TicketNews.EVENT, reason);
    waiting.forEach(
        subscription ->
            runtime.messageEventReceived(TICKET_CHANGED, subscription.getExecutionId()));
    return true;
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
