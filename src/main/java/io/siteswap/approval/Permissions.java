package io.siteswap.approval;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_ASSIGN;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;

import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Startable;
import io.siteswap.site.BeforeTheDoorOpens;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * What each group may see and do. Operators and approvers may open every task, and give back one
 * that they have claimed; {@link DecisionGuard} says in words who decides. Nobody but
 * administrators may delete, cancel or modify an instance: deleting the child of a run would kill
 * the run without undo.
 */
@Component
class Permissions implements BeforeTheDoorOpens {
  /** What Tasklist shows of each task besides its name. */
  private static final List<Map<String, String>> SHOWN =
      List.of(
          Map.of("name", "ticket", "label", "Ticket"),
          Map.of("name", "cluster", "label", "Cluster"),
          Map.of("name", "site", "label", "Site"),
          Map.of("name", "phaseName", "label", "Step"));

  private static final List<String> EVERYBODY_ELSE =
      List.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS, Groups.AUDITORS);

  private static final List<Permission> LOOKING =
      List.of(READ, READ_INSTANCE, READ_HISTORY, READ_TASK);
  private static final List<Permission> WORKING =
      Stream.concat(LOOKING.stream(), Stream.of(TASK_WORK, TASK_ASSIGN)).toList();

  private static final List<String> APPLICATIONS = List.of("welcome", "tasklist", "cockpit");

  private final AuthorizationService authorizations;
  private final FilterService filters;
  private final TaskService tasks;
  private final List<Startable> startables;

  Permissions(
      AuthorizationService authorizations,
      FilterService filters,
      TaskService tasks,
      List<Startable> startables) {
    this.startables = startables;
    this.authorizations = authorizations;
    this.filters = filters;
    this.tasks = tasks;
  }

  @Override
  public int getPhase() {
    return 2;
  }

  @Override
  public void prepare() {
    for (Resource resource : Resources.values()) {
      grant(Groups.ADMIN, resource, ANY, ALL);
    }
    List<String> lists = List.of(waitingForYou(), allOpen());
    for (String group : EVERYBODY_ELSE) {
      APPLICATIONS.forEach(app -> grant(group, Resources.APPLICATION, app, ACCESS));
      lists.forEach(list -> grantRead(group, list));
      // Everybody may know who must approve what.
      grant(
          group,
          Resources.DECISION_DEFINITION,
          ANY,
          org.camunda.bpm.engine.authorization.Permissions.READ,
          org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY);
    }
    letWork(Groups.OPERATORS, RETRY_JOB);
    letWork(Groups.APPROVERS);
    letWork(Groups.COMMANDERS);
    letStart(Groups.OPERATORS, RETRY_JOB);
    letStart(Groups.COMMANDERS);
    grant(Groups.AUDITORS, Resources.PROCESS_DEFINITION, ANY, with(LOOKING));
    grant(
        Groups.AUDITORS,
        Resources.OPERATION_LOG_CATEGORY,
        ANY,
        UserOperationLogCategoryPermissions.READ);
  }

  private void letWork(String group, Permission... more) {
    grant(group, Resources.PROCESS_DEFINITION, ANY, with(WORKING, more));
  }

  /** A right on one definition hides those on all of them, so they are repeated. */
  private void letStart(String group, Permission... more) {
    Permission[] all = with(WORKING, with(List.of(CREATE_INSTANCE), more));
    startables.stream()
        .filter(startable -> startable.startedBy().contains(group))
        .forEach(startable -> grant(group, Resources.PROCESS_DEFINITION, startable.id(), all));
    grant(group, Resources.PROCESS_INSTANCE, ANY, CREATE);
  }

  private static Permission[] with(List<Permission> some, Permission... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toArray(Permission[]::new);
  }

  private void grantRead(String group, String filterId) {
    grant(group, Resources.FILTER, filterId, org.camunda.bpm.engine.authorization.Permissions.READ);
  }

  /** Sets the group's rights on the resource to exactly these. */
  private void grant(String group, Resource resource, String id, Permission... permissions) {
    Authorization authorization =
        authorizations
            .createAuthorizationQuery()
            .groupIdIn(group)
            .resourceType(resource)
            .resourceId(id)
            .singleResult();
    if (authorization == null) {
      authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      authorization.setGroupId(group);
      authorization.setResource(resource);
      authorization.setResourceId(id);
    }
    authorization.setPermissions(permissions);
    authorizations.saveAuthorization(authorization);
  }

  private String waitingForYou() {
    return filter(
        "Waiting for you",
        1,
        tasks
            .createTaskQuery()
            // In one of their groups, or in somebody's place.
            .taskCandidateUserExpression("${currentUser()}")
            .includeAssignedTasks());
  }

  private String allOpen() {
    return filter("All open tasks", 2, tasks.createTaskQuery());
  }

  /** A list of Tasklist; the one of the lowest priority is shown first. */
  private String filter(String name, int priority, TaskQuery query) {
    Filter filter = filters.createTaskFilterQuery().filterName(name).singleResult();
    Filter now = filter == null ? filters.newTaskFilter(name) : filter;
    return filters
        .saveFilter(
            now.setQuery(query)
                .setProperties(Map.of("priority", priority, "refresh", true, "variables", SHOWN)))
        .getId();
  }
}
