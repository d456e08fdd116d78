package io.siteswap.approval;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What each group may see and do. Nobody but administrators may delete, cancel or modify an
 * instance: deleting the child of a run would kill the run without undo.
 */
@Component
@Order(2)
class Permissions implements ApplicationRunner {
  private static final List<String> STARTED_BY_OPERATORS =
      List.of("fail-over-site", "fail-back-site", "abort-run");

  private final AuthorizationService authorizations;
  private final FilterService filters;
  private final TaskService tasks;

  Permissions(AuthorizationService authorizations, FilterService filters, TaskService tasks) {
    this.authorizations = authorizations;
    this.filters = filters;
    this.tasks = tasks;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    for (Resource resource : Resources.values()) {
      grant(Groups.ADMIN, resource, ANY, org.camunda.bpm.engine.authorization.Permissions.ALL);
    }
    String waiting = filter().getId();
    for (String group : List.of(Groups.OPERATORS, Groups.APPROVERS, Groups.AUDITORS)) {
      seesRuns(group);
      grant(
          group, Resources.FILTER, waiting, org.camunda.bpm.engine.authorization.Permissions.READ);
    }
    operators();
    auditors();
  }

  private void seesRuns(String group) {
    for (String app : List.of("welcome", "tasklist", "cockpit")) {
      grant(
          group,
          Resources.APPLICATION,
          app,
          org.camunda.bpm.engine.authorization.Permissions.ACCESS);
    }
    grant(
        group,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY);
  }

  private void operators() {
    grant(
        Groups.OPERATORS,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.RETRY_JOB);
    STARTED_BY_OPERATORS.forEach(
        runbook ->
            grant(
                Groups.OPERATORS,
                Resources.PROCESS_DEFINITION,
                runbook,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.RETRY_JOB,
                ProcessDefinitionPermissions.CREATE_INSTANCE));
    grant(
        Groups.OPERATORS,
        Resources.PROCESS_INSTANCE,
        ANY,
        org.camunda.bpm.engine.authorization.Permissions.CREATE);
  }

  private void auditors() {
    grant(
        Groups.AUDITORS,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.READ_TASK);
    grant(
        Groups.AUDITORS,
        Resources.OPERATION_LOG_CATEGORY,
        ANY,
        UserOperationLogCategoryPermissions.READ);
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

  /** The list that Tasklist opens with. */
  private Filter filter() {
    String name = "Waiting for you";
    Filter filter = filters.createTaskFilterQuery().filterName(name).singleResult();
    if (filter != null) {
      return filter;
    }
    return filters.saveFilter(
        filters
            .newTaskFilter(name)
            .setQuery(
                tasks
                    .createTaskQuery()
                    .taskCandidateGroupInExpression("${currentUserGroups()}")
                    .includeAssignedTasks())
            .setProperties(java.util.Map.of("priority", 1, "refresh", true)));
  }
}
