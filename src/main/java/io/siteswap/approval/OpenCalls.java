package io.siteswap.approval;

import io.siteswap.people.Scope;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Startable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The calls that are open, and to whom; everything else is refused. Camunda's API offers far more
 * than people, Tasklist, Cockpit and documented scripts need, and each call of it is a way around
 * an approval until somebody has looked: this list is what somebody has looked at.
 *
 * <p>A call of Camunda's API is written without the name of the engine, and means {@code
 * /engine-rest} as well as {@code /camunda/api/engine}.
 */
@Component
class OpenCalls {
  private static final Set<String> EVERYBODY = Set.copyOf(Groups.ALL);
  private static final Set<String> ADMIN = Set.of(Groups.ADMIN);

  /** What is looked at, in Tasklist, Cockpit and Admin; none of it changes anything. */
  private static final List<OpenCall> LOOKING =
      open(
          EVERYBODY,
          "GET /engine",
          "GET /version",
          "GET /task/**",
          "POST /task",
          "POST /task/count",
          "GET /filter/**",
          "OPTIONS /filter",
          "OPTIONS /filter/*",
          "POST /filter/*/list",
          "POST /filter/*/count",
          "GET /process-definition/**",
          "GET /process-instance/**",
          "POST /process-instance",
          "POST /process-instance/count",
          "GET /execution/**",
          "POST /execution",
          "POST /execution/count",
          "GET /variable-instance/**",
          "POST /variable-instance",
          "POST /variable-instance/count",
          "GET /job/**",
          "POST /job",
          "POST /job/count",
          "GET /job-definition/**",
          "POST /job-definition",
          "POST /job-definition/count",
          "GET /external-task/**",
          "POST /external-task",
          "POST /external-task/count",
          "GET /incident/**",
          "GET /event-subscription/**",
          "GET /history/**",
          "POST /history/process-instance",
          "POST /history/process-instance/count",
          "POST /history/activity-instance",
          "POST /history/activity-instance/count",
          "POST /history/task",
          "POST /history/task/count",
          "POST /history/variable-instance",
          "POST /history/variable-instance/count",
          "POST /history/detail",
          "POST /history/detail/count",
          "POST /history/job-log",
          "POST /history/job-log/count",
          "POST /history/external-task-log",
          "POST /history/external-task-log/count",
          "POST /history/incident",
          "POST /history/incident/count",
          "GET /deployment/**",
          "GET /batch/**",
          "GET /decision-definition/**",
          "GET /decision-requirements-definition/**",
          "GET /case-definition/**",
          "GET /case-instance/**",
          "GET /metrics/**",
          "GET /user/**",
          "GET /group/**",
          "GET /tenant/**",
          "GET /authorization/**",
          "GET /identity/groups",
          "GET /identity/password-policy",
          "POST /identity/password-policy",
          "OPTIONS /user",
          "OPTIONS /user/*",
          "OPTIONS /group",
          "OPTIONS /group/*",
          "OPTIONS /group/*/members",
          "OPTIONS /tenant",
          "OPTIONS /authorization",
          "OPTIONS /authorization/*",
          "PUT /user/*/profile",
          "PUT /user/*/credentials");

  private static final List<OpenCall> DECISIONS =
      open(
          Groups.DECIDING,
          "POST /task/*/claim",
          "POST /task/*/unclaim",
          "POST /task/*/complete",
          "POST /task/*/submit-form");

  /** Each of these is written into the journal, with the name. */
  private static final List<OpenCall> LAST_RESORT =
      open(
          ADMIN,
          "DELETE /process-instance/*",
          "PUT /process-instance/*/suspended",
          "POST /process-instance/*/modification",
          "POST /user/create",
          "DELETE /user/*",
          "POST /user/*/unlock",
          "PUT /group/*/members/*",
          "DELETE /group/*/members/*");

  /** Tokens of scripts, and codes for the safe. */
  private static final List<OpenCall> HANDING_OUT =
      open(
          ADMIN,
          "POST /api/people/tokens",
          "DELETE /api/people/tokens/*",
          "POST /api/people/*/codes",
          "DELETE /api/people/*/codes",
          "POST /people/tokens",
          "POST /people/tokens/*/revoke",
          "POST /people/codes",
          "POST /people/codes/void");

  /** What Cockpit, Tasklist and Admin ask besides; below {@code /camunda/api}. */
  private static final List<OpenCall> APPLICATIONS =
      open(
          EVERYBODY,
          "GET /admin/auth/user/*",
          "POST /admin/auth/user/*/logout",
          "POST /admin/auth/user/*/login/*",
          "GET /admin/plugin/**",
          "GET /tasklist/plugin/**",
          "GET /welcome/plugin/**",
          "GET /cockpit/plugin/**",
          "POST /cockpit/plugin/base/*/process-instance",
          "POST /cockpit/plugin/base/*/process-instance/count",
          "POST /cockpit/plugin/base/*/process-instance/*/called-process-instances",
          "POST /cockpit/plugin/base/*/process-definition/*/called-process-definitions",
          "POST /cockpit/plugin/base/*/incident",
          "POST /cockpit/plugin/base/*/incident/count");

  /** What Camunda's applications ask before anybody has signed in. */
  private static final List<OpenCall> BEFORE_SIGN_IN =
      open(
          EVERYBODY,
          "GET /admin/auth/user/*",
          "POST /admin/auth/user/*/login/*",
          "POST /admin/auth/user/*/logout",
          "GET /engine/engine",
          "GET /admin/plugin/*/static/**",
          "GET /tasklist/plugin/*/static/**",
          "GET /welcome/plugin/*/static/**",
          "GET /cockpit/plugin/*/static/**");

  /** What desks call, which sign what they send and have no place among the people. */
  private static final List<OpenCall> OF_DESKS = open(Set.of(), "POST /api/tickets/*");

  /** What a token may begin, besides reading; of more than that it says nothing. */
  private static final List<OpenCall> BEGINNING =
      open(
          Set.of(),
          "POST /engine-rest/process-definition/*/start",
          "POST /engine-rest/process-definition/key/*/start",
          "POST /api/clusters/*/readiness",
          "POST /api/clusters/*/deployments",
          "POST /api/clusters/*/recoveries");

  private final List<OpenCall> camunda;
  private final List<OpenCall> ours;

  OpenCalls(List<Startable> startables) {
    Set<String> starting = new HashSet<>(ADMIN);
    startables.forEach(startable -> starting.addAll(startable.startedBy()));
    camunda = together(LOOKING, DECISIONS, starts(starting), LAST_RESORT);
    ours =
        together(
            open(
                EVERYBODY,
                "GET /",
                "GET /api/**",
                "GET /runs/**",
                "GET /clusters/**",
                "GET /tasks/*",
                "GET /notices",
                "GET /people"),
            ownStarts(starting),
            HANDING_OUT,
            open(
                Set.of(Groups.APPROVERS, Groups.ADMIN),
                "POST /api/people/codes/*/review",
                "POST /people/codes/*/review"),
            open(
                Groups.DECIDING,
                "POST /api/clusters/*/attestations",
                "POST /clusters/*/attestations",
                "POST /api/runs/*/follow-ups",
                "POST /api/runs/*/follow-ups/*/done",
                "POST /runs/*/follow-ups",
                "POST /runs/*/follow-ups/*/done"));
  }

  private static List<OpenCall> starts(Set<String> starting) {
    return open(
        starting,
        "POST /process-definition/*/start",
        "POST /process-definition/*/submit-form",
        "POST /process-definition/key/*/start",
        "POST /process-definition/key/*/submit-form",
        "PUT /job/*/retries",
        "PUT /external-task/*/retries");
  }

  /** What may be asked for is said again where it is done. */
  private static List<OpenCall> ownStarts(Set<String> starting) {
    return open(
        starting,
        "POST /api/runs/*/abort",
        "POST /api/runs/*/retry",
        "POST /api/runs/*/site-lost",
        "POST /api/clusters/*/readiness",
        "POST /api/clusters/*/deployments",
        "POST /api/clusters/*/recoveries",
        "POST /clusters/*/audit",
        "POST /clusters/*/deployments",
        "POST /clusters/*/recoveries");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // They are only read.
  private static List<OpenCall> together(List<OpenCall>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private static List<OpenCall> open(Set<String> groups, String... calls) {
    return Stream.of(calls).map(call -> OpenCall.of(groups, call)).toList();
  }

  boolean isOpenBeforeSignIn(String method, List<String> steps) {
    return BEFORE_SIGN_IN.stream().anyMatch(call -> call.matches(method, steps));
  }

  /** Whether it is for whoever is called to see who calls. */
  static boolean isOfDesks(String method, List<String> steps) {
    return OF_DESKS.stream().anyMatch(call -> call.matches(method, steps));
  }

  /** Whether a token that is good for this may make that call, whatever its rights are. */
  static boolean isInScope(String method, List<String> steps, List<Scope> scopes) {
    return (method.equals("GET") && scopes.contains(Scope.READ))
        || (scopes.contains(Scope.START)
            && BEGINNING.stream().anyMatch(call -> call.matches(method, steps)));
  }

  /** Whether one of these groups may make this call of Camunda's API. */
  boolean isOpenInCamunda(String method, List<String> steps, List<String> groups) {
    return isOpen(camunda, method, withoutEngine(steps), groups);
  }

  boolean isOpenInApplications(String method, List<String> steps, List<String> groups) {
    return isOpen(APPLICATIONS, method, steps, groups);
  }

  boolean isOpenInOurs(String method, List<String> steps, List<String> groups) {
    return isOpen(ours, method, steps, groups);
  }

  private static boolean isOpen(
      List<OpenCall> calls, String method, List<String> steps, List<String> groups) {
    return calls.stream().anyMatch(call -> call.matches(method, steps) && call.isOpenTo(groups));
  }

  private static List<String> withoutEngine(List<String> steps) {
    return steps.size() > 2 && steps.get(0).equals("engine")
        ? steps.subList(2, steps.size())
        : steps;
  }
}
