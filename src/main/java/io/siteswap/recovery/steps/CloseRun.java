package io.siteswap.recovery.steps;

import io.siteswap.ledger.Ending;
import io.siteswap.ledger.FormPages;
import io.siteswap.ledger.Json;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.recovery.Recoveries;
import io.siteswap.recovery.SiteAttestation;
import io.siteswap.recovery.SiteAttestations;
import io.siteswap.runbook.Variables;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a recovery in the ledger and measures it; the paperwork must not hold up a failback. */
@Component("closeRun")
class CloseRun implements JavaDelegate {
  private final Runs runs;
  private final Ending ending;
  private final Recoveries recoveries;
  private final SiteAttestations attestations;
  private final Measures measures;
  private final FormPages pages;

  record Page(
      String headline,
      List<AttestationView.GivenRow> given,
      List<Measures.Measure> measures,
      String link) {}

  CloseRun(
      Runs runs,
      Ending ending,
      Recoveries recoveries,
      SiteAttestations attestations,
      Measures measures,
      FormPages pages) {
    this.runs = runs;
    this.ending = ending;
    this.recoveries = recoveries;
    this.attestations = attestations;
    this.measures = measures;
    this.pages = pages;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Run run = runs.get(execution.getProcessInstanceId());
    List<SiteAttestation> given = attestations.all(run.id());
    ending.end(run, RecoverLostSite.RECOVERED, true);
    // Not the variables as they are: whoever completes a task may send others along.
    execution.setVariable(Variables.EMERGENCY, recoveries.get(run.id()).emergency());
    execution.setVariable(Variables.GLASS_BROKEN, given.stream().anyMatch(SiteAttestation::glass));
    pages.keep(
        run.id(),
        Variables.RESULT,
        Json.write(
            new Page(
                "Site %s of cluster %s is recovered (%s)"
                    .formatted(run.site(), run.cluster(), run.ticket()),
                given.stream().map(AttestationView::row).toList(),
                measures.of(run),
                "/runs/" + run.id())));
  }
}
