package io.siteswap.runbook;

import java.util.List;

/** The groups that people belong to. */
public final class Groups {
  public static final String OPERATORS = "dr-operators";
  public static final String APPROVERS = "dr-approvers";

  /** Who leads when a site is lost, and may decide alone. */
  public static final String COMMANDERS = "dr-commanders";

  public static final String AUDITORS = "dr-auditors";
  public static final String ADMIN = "camunda-admin";

  public static final List<String> ALL = List.of(OPERATORS, APPROVERS, COMMANDERS, AUDITORS, ADMIN);

  private Groups() {}
}
