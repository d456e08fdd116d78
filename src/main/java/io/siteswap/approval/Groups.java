package io.siteswap.approval;

import java.util.List;

/** The groups that people belong to. */
final class Groups {
  static final String OPERATORS = "dr-operators";
  static final String APPROVERS = "dr-approvers";

  /** Who leads when a site is lost, and may decide alone. */
  static final String COMMANDERS = "dr-commanders";

  static final String AUDITORS = "dr-auditors";
  static final String ADMIN = "camunda-admin";

  static final List<String> ALL = List.of(OPERATORS, APPROVERS, COMMANDERS, AUDITORS, ADMIN);

  private Groups() {}
}
