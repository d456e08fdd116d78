package io.siteswap.runbook;

/** The names of the process variables. */
public final class Variables {
  public static final String CLUSTER = "cluster";
  public static final String SITE = "site";
  public static final String TICKET = "ticket";
  public static final String REASON = "reason";

  /** What people decided at a user task, and why. */
  public static final String DECISION = "decision";

  public static final String COMMENT = "comment";

  /** The plan as the approval form shows it. */
  public static final String PLAN = "plan";

  /** Of the plan that the form has shown, sent back with the approval. */
  public static final String FINGERPRINT = "fingerprint";

  /** Who must approve, and who has, as the approval form shows it. */
  public static final String APPROVAL = "approval";

  /** Why whoever opens a form cannot decide with it; empty where they can. */
  public static final String MAY_NOT = "mayNot";

  /** The decisions that a form offers to whoever opens it. */
  public static final String OFFERED = "offered";

  /** Who is to decide in somebody's place. */
  public static final String DELEGATE = "delegate";

  /** What the decision forms show. */
  public static final String FACTS = "facts";

  /** What the form of the attestation shows. */
  public static final String ATTESTATION = "attestation";

  /** Whether enough people have attested that the site is down. */
  public static final String ATTESTED = "attested";

  /** Whether somebody did it alone. */
  public static final String GLASS_BROKEN = "glassBroken";

  /** The change record that was filed afterwards. */
  public static final String CHANGE_TICKET = "changeTicket";

  /** Whether a run began without a change record. */
  public static final String EMERGENCY = "emergency";

  public static final String ESCALATE_AFTER = "escalateAfter";

  /** What the form at the end of a recovery shows. */
  public static final String RESULT = "result";

  /** Who has asked for the run, when, and why, as every form shows it. */
  public static final String ASKED = "asked";

  /** Where the run is told. */
  public static final String RUN_LINK = "runLink";

  public static final String RUN = "run";
  public static final String RUNBOOK = "runbook";
  public static final String INITIATOR = "initiator";
  public static final String PHASE = "phase";

  /** The label of the phase's box, as the task lists show it. */
  public static final String PHASE_NAME = "phaseName";

  public static final String OUTCOME = "outcome";
  public static final String DUE = "due";
  public static final String UNDONE = "undone";

  private Variables() {}
}
