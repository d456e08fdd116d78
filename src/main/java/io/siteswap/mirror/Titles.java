package io.siteswap.mirror;

import io.siteswap.ledger.Run;
import io.siteswap.runbook.Labels;
import org.springframework.stereotype.Component;

/** How the Manager's portal calls a run. */
@Component
class Titles {
  private final Labels labels;

  Titles(Labels labels) {
    this.labels = labels;
  }

  /** As in "Siteswap CHG1: Fail over a site north". */
  String of(Run run) {
    return "Siteswap %s: %s%s"
        .formatted(
            run.ticket(),
            labels.process(run.runbook()),
            run.site().isEmpty() ? "" : " " + run.site());
  }
}
