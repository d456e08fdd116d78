package io.siteswap.approval;

import io.siteswap.engine.Person;
import io.siteswap.runbook.Variables;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * What waits for somebody: what he has claimed, and what he may decide, in his own right or in
 * somebody's place. Also what another has claimed: that one may be asleep.
 */
@Component
public class WaitingTasks {
  private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";
  private static final List<String> WHERE =
      List.of(Variables.RUN, Variables.TICKET, Variables.CLUSTER, Variables.SITE);

  private final TaskService tasks;
  private final NotWaitedFor notWaitedFor;

  WaitingTasks(TaskService tasks, NotWaitedFor notWaitedFor) {
    this.tasks = tasks;
    this.notWaitedFor = notWaitedFor;
  }

  /** One of them; of the last three each may be empty. */
  public record Waiting(
      String id, String name, Instant since, String ticket, String cluster, String site) {}

  /** The address at which a task is decided. */
  public static String inTasklist(String id) {
    return TASKLIST + id;
  }

  /** The oldest first. */
  public List<Waiting> of(Person who) {
    return tasks
        .createTaskQuery()
        .or()
        .taskAssignee(who.name())
        .taskCandidateUser(who.name())
        .taskCandidateGroupIn(who.groups())
        .includeAssignedTasks()
        .endOr()
        .active()
        .list()
        .stream()
        .filter(task -> isFor(task, who))
        .sorted(Comparator.comparing(Task::getCreateTime))
        .map(this::waiting)
        .toList();
  }

  private boolean isFor(Task task, Person who) {
    String run = text(where(task), Variables.RUN);
    return run.isEmpty()
        || !notWaitedFor
            .at(task.getTaskDefinitionKey(), task.getProcessInstanceId(), run)
            .contains(who.name());
  }

  private Waiting waiting(Task task) {
    Map<String, Object> where = where(task);
    return new Waiting(
        task.getId(),
        task.getName(),
        task.getCreateTime().toInstant(),
        text(where, Variables.TICKET),
        text(where, Variables.CLUSTER),
        text(where, Variables.SITE));
  }

  private Map<String, Object> where(Task task) {
    return tasks.getVariablesLocal(task.getId(), WHERE);
  }

  private static String text(Map<String, Object> where, String name) {
    Object value = where.get(name);
    return value == null ? "" : value.toString();
  }
}
