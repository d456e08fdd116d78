package io.siteswap.runbook;

/** The processes that runbooks call, and the one that stays behind. */
public final class SharedProcesses {
  static final String CARRY_OUT_PHASE = "carry-out-phase";
  static final String ASK_FOR_APPROVAL = "ask-for-approval";
  public static final String UNDO_PHASE = "undo-phase";

  public static final String PASS_GATE = "pass-gate";

  /** Begun when a run has ended; it is told which. */
  public static final String COMPLETE_CHANGE_RECORD = "complete-change-record";

  private SharedProcesses() {}
}
