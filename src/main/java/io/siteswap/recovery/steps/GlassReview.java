package io.siteswap.recovery.steps;

import io.siteswap.approval.TaskRule;
import io.siteswap.engine.Person;
import io.siteswap.ledger.Run;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Starters;
import io.siteswap.runbook.Step;
import io.siteswap.runbook.Variables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** A broken glass is reviewed when all is over: four eyes hold afterwards as well. */
@Component
class GlassReview implements TaskRule {
  private final SiteAttestations attestations;
  private final Starters starters;

  GlassReview(SiteAttestations attestations, Starters starters) {
    this.attestations = attestations;
    this.starters = starters;
  }

  @Override
  public String task() {
    return "reviewBreakGlass";
  }

  @Override
  public List<String> decisions() {
    return List.of("approve", "object");
  }

  @Override
  public Set<String> groups() {
    return Set.of(Groups.APPROVERS);
  }

  @Override
  public Optional<String> whyNot(Run run, Person who) {
    return actedIn(run).contains(who.name())
        ? Optional.of(
            "%s has acted in run %s: somebody else has to review it"
                .formatted(who.name(), run.ticket()))
        : Optional.empty();
  }

  @Override
  public Asked asked(Run run) {
    return new Asked(groups(), actedIn(run), false);
  }

  /** Who broke it, or started the run. */
  private Set<String> actedIn(Run run) {
    return Stream.concat(
            starters.of(run).stream(),
            attestations.all(run.id()).stream()
                .filter(SiteAttestation::glass)
                .map(SiteAttestation::who))
        .collect(Collectors.toSet());
  }

  @Override
  public String decided(DelegateTask task, Run run, String decision, Person who) {
    whyNot(run, who)
        .ifPresent(
            why -> {
              throw new AuthorizationException(why);
            });
    String comment = Step.text(task, Variables.COMMENT);
    if (comment.isEmpty()) {
      throw new Refused("the comment is empty: expected what the review has found");
    }
    return comment;
  }
}
