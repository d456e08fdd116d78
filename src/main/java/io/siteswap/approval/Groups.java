package io.siteswap.approval;

import java.util.List;

/** The groups that people belong to. */
final class Groups {
  static final String OPERATORS = "dr-operators";
  static final String APPROVERS = "dr-approvers";
  static final String AUDITORS = "dr-auditors";
  static final String ADMIN = "camunda-admin";

  static final List<String> ALL = List.of(OPERATORS, APPROVERS, AUDITORS, ADMIN);

  private Groups() {}
}
