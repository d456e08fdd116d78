package io.siteswap.ticket.steps;

import io.siteswap.forms.Words;
import io.siteswap.ledger.Run;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.Plan;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.PlanAdvice;
import io.siteswap.ticket.Desks;
import io.siteswap.ticket.Ticket;
import io.siteswap.ticket.gate.GateProperties;
import io.siteswap.ticket.gate.Gates;
import io.siteswap.ticket.gate.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the ticket of a run means for its plan. */
@Component
class TicketAdvice implements PlanAdvice {
  private final Desks desks;
  private final Gates gates;
  private final GateProperties properties;
  private final InstantSource clock;

  TicketAdvice(Desks desks, Gates gates, GateProperties properties, InstantSource clock) {
    this.desks = desks;
    this.gates = gates;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Stream<Finding> on(Run run, Plan plan, Inventory now) {
    if (desks.isEmpty()) {
      return Stream.of(
          Finding.warning(
              "ticket-unchecked",
              "Nothing checks ticket %s: no desk is configured.".formatted(run.ticket()),
              "Look at it yourself, or connect the desk."));
    }
    Optional<Gates.Seen> seen = gates.find(run.id());
    return Stream.of(unchecked(run, seen), outlived(run, plan, seen), recorded(seen))
        .flatMap(Optional::stream);
  }

  @Override
  public boolean isEmergency(Run run) {
    return gates.find(run.id()).filter(Gates.Seen::isEmergency).isPresent();
  }

  private static Optional<Finding> unchecked(Run run, Optional<Gates.Seen> seen) {
    return seen.filter(
            gate -> gate.kind() == Verdict.Kind.AWAY || gate.kind() == Verdict.Kind.UNCHECKED)
        .map(
            gate ->
                Finding.warning(
                    "ticket-unchecked",
                    "Nobody has checked ticket %s: %s.".formatted(run.ticket(), gate.reasons()),
                    "Look at it yourself before you approve."));
  }

  private Optional<Finding> outlived(Run run, Plan plan, Optional<Gates.Seen> seen) {
    Instant end = clock.instant().plus(plan.forecast());
    return seen.flatMap(Gates.Seen::windowEnd)
        .filter(end::isAfter)
        .map(
            window ->
                Finding.warning(
                    "window-outlived",
                    "The run takes %s from now, and the planned window of ticket %s ends at %s."
                        .formatted(
                            Words.duration(plan.forecast()),
                            run.ticket(),
                            window.truncatedTo(ChronoUnit.SECONDS)),
                    "Have the ticket planned for longer, or reject the plan."));
  }

  private static Optional<Finding> recorded(Optional<Gates.Seen> seen) {
    return seen.filter(gate -> gate.isEmergency() && !gate.reasons().isEmpty())
        .map(
            gate ->
                Finding.warning(
                    "emergency-recorded",
                    "An emergency goes on although %s.".formatted(gate.reasons()),
                    "Complete the change record afterwards."));
  }

  @Override
  public Optional<String> preApproval(Run run) {
    return Optional.of(properties)
        .filter(GateProperties::standardDeployments)
        .flatMap(configured -> gates.find(run.id()))
        .filter(gate -> gate.kind() == Verdict.Kind.PASSED)
        .filter(gate -> gate.type().filter(Ticket.Type.STANDARD::equals).isPresent())
        .map(gate -> "ticket %s is an approved standard change".formatted(run.ticket()));
  }
}
