package io.siteswap.ledger;

/** Somebody else has written of the same run: what was read before is outdated. */
public class LedgerMoved extends RuntimeException {
  LedgerMoved(String runId) {
    super(
        "the changes of run %s were written by somebody else meanwhile: look again"
            .formatted(runId));
  }
}
