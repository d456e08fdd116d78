package io.siteswap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.paging.Paging;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each is told of what waits for him, and of nothing else. */
class TasksTest extends DrillTest {
  @Autowired private TasksApi tasks;

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
