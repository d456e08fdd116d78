package io.siteswap.ledger;

import io.siteswap.manager.CorrelationId;
import io.siteswap.plan.Difference;
import io.siteswap.plan.Plan;
import io.siteswap.plan.PlanDifference;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.site.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One instance of a runbook; its id is that of the process instance.
 *
 * @param outcome the end event it reached; empty while it is open
 * @param planDifferences in what the world no longer matched the plan approved before
 * @param phase the step it is in
 * @param waitingFor in a sentence, and until when
 * @param progressAt when last something moved
 * @param aborting whether it was aborted and nobody has decided on the phase since
 * @param differences what is not as it should be at the end
 */
public record Run(
    String id,
    String runbook,
    String cluster,
    String site,
    String ticket,
    String reason,
    String startedBy,
    Instant startedAt,
    Optional<String> outcome,
    Optional<Instant> endedAt,
    Optional<KeptPlan> keptPlan,
    Optional<String> fingerprint,
    Optional<String> approvedFingerprint,
    List<Finding> findings,
    List<PlanDifference> planDifferences,
    Optional<String> phase,
    Optional<String> waitingFor,
    Optional<Instant> waitingUntil,
    Optional<Instant> progressAt,
    boolean aborting,
    List<Difference> differences) {

  public boolean isOpen() {
    return outcome.isEmpty();
  }

  /** Done so that the log says for which run. */
  public void marked(Runnable work) {
    try (Marks marks = Marks.run(id, ticket)) {
      marks.around(work);
    }
  }

  /** Done so that the log says for which run. */
  public <T> T marked(Supplier<T> work) {
    try (Marks marks = Marks.run(id, ticket)) {
      return marks.within(work);
    }
  }

  /** With what the correlation ids of all its changes begin. */
  public CorrelationId correlation() {
    return correlation(id);
  }

  static CorrelationId correlation(String id) {
    return new CorrelationId(Marks.correlationsOf(id));
  }

  public Optional<Plan> plan() {
    return keptPlan.map(KeptPlan::read);
  }

  /** The plan as the journal names it where people decide on it. */
  public String planNamed() {
    return "fingerprint %s, plan SHA-256 %s"
        .formatted(fingerprint.orElse("none"), keptPlan.map(KeptPlan::digest).orElse("none"));
  }

  public Plan requirePlan() {
    return plan().orElseThrow(() -> new IllegalStateException("run " + id + " has no plan yet"));
  }
}
