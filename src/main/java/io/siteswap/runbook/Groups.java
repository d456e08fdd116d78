package io.siteswap.runbook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The groups that people belong to. */
public final class Groups {
  public static final String OPERATORS = "dr-operators";
  public static final String APPROVERS = "dr-approvers";

  /** Who leads when a site is lost, and may decide alone. */
  public static final String COMMANDERS = "dr-commanders";

  public static final String AUDITORS = "dr-auditors";
  public static final String ADMIN = "camunda-admin";

  public static final List<String> ALL = List.of(OPERATORS, APPROVERS, COMMANDERS, AUDITORS, ADMIN);

  /** Whose members decide something; the others only read. */
  public static final Set<String> DECIDING = Set.of(OPERATORS, APPROVERS, COMMANDERS, ADMIN);

  private static final Map<String, String> ROLES =
      Map.of(
          OPERATORS, "operator",
          APPROVERS, "approver",
          COMMANDERS, "commander",
          AUDITORS, "auditor",
          ADMIN, "administrator");

  private Groups() {}

  /** What those of these groups are, for people: as in "approver, operator". */
  public static String roles(Collection<String> groups) {
    return groups.stream()
        .map(ROLES::get)
        .filter(Objects::nonNull)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
