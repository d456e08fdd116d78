package io.siteswap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.paging.Paging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each is told of what waits for him, and of nothing else. */
class TasksTest extends DrillTest {
  @Autowired private TasksApi tasks;
  @Autowired private TaskService engine;

  private List<String> of(String user) {
    return mine(user).stream().map(TasksApi.Line::name).toList();
  }

  private List<TasksApi.Line> mine(String user) {
    return drill.as(user, () -> tasks.mine(Paging.of(0, 10)).getBody());
  }

  @Test
  void waitForWhoeverMayDecide() {
    drill.start("fail-over-site", "north");

    assertThat(of("approver-1")).containsExactly("Approve plan");
    assertThat(of("operator")).isEmpty();
    assertThat(of("auditor")).isEmpty();
  }

  @Test
  void nobodyIsToldToApproveWhatHeHasStarted() {
    drill.startAs(
        "both",
        "fail-over-site",
        Map.of("cluster", "demo", "site", "north", "ticket", "CHG7", "reason", "drill"));

    assertThat(of("both")).isEmpty();
    assertThat(of("approver-1")).hasSize(1);
  }

  /** Who has spoken need not wonder whether it was heard. */
  @Test
  void waitForNobodyWhoHasSpoken() {
    drill.lose("north").later(Duration.ofSeconds(90)).start("recover-lost-site", "north");
    assertThat(of("approver-1")).containsExactly("Attest that the site is down");

    drill.attest("approver-1");

    assertThat(of("approver-1")).isEmpty();
    assertThat(of("approver-2")).containsExactly("Attest that the site is down");
  }

  @Test
  void waitForTheOthersAlsoWhenOneHasClaimedThem() {
    String task = drill.start("fail-over-site", "north").task("approvePlan").getId();
    drill.as(
        "approver-1",
        () -> {
          engine.claim(task, "approver-1");
          return task;
        });

    assertThat(of("approver-1")).containsExactly("Approve plan");
    assertThat(of("approver-2")).containsExactly("Approve plan");
    assertThat(of("auditor")).isEmpty();
  }

  @Test
  void waitForWhoeverIsNamedAndNotForWhoHasNamedThem() {
    drill.start("fail-over-site", "north").handOn("approver-1", "commander");

    assertThat(of("commander")).containsExactly("Approve plan");
    assertThat(of("approver-1")).isEmpty();
    assertThat(of("approver-2")).containsExactly("Approve plan");
  }

  @Test
  void sayWhereTheyAreDecided() {
    drill.start("fail-over-site", "north");
    String id = drill.task("approvePlan").getId();

    TasksApi.Line task = mine("approver-1").get(0);

    assertThat(task.link()).isEqualTo("/camunda/app/tasklist/default/#/?task=" + id);
    assertThat(task.ticket()).isEqualTo("CHG1");
    assertThat(task.cluster()).isEqualTo("demo");
  }
}
