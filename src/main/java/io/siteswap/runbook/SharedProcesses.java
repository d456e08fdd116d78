package io.siteswap.runbook;

/** The processes that every runbook calls for each of its phases. */
final class SharedProcesses {
  static final String CARRY_OUT_PHASE = "carry-out-phase";
  static final String UNDO_PHASE = "undo-phase";

  private SharedProcesses() {}
}
