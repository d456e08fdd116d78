package io.siteswap.live;

import io.siteswap.approval.WaitingTasks;
import io.siteswap.engine.SignedIn;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tasks that wait for whoever asks. */
@RestController
class TasksApi {
  private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

  private final WaitingTasks tasks;
  private final SignedIn signedIn;

  TasksApi(WaitingTasks tasks, SignedIn signedIn) {
    this.tasks = tasks;
    this.signedIn = signedIn;
  }

  /**
   * One of them.
   *
   * @param link where it is decided
   */
  record Line(
      String id,
      String name,
      Instant since,
      String ticket,
      String cluster,
      String site,
      String link) {
    static Line of(WaitingTasks.Waiting task) {
      return new Line(
          task.id(),
          task.name(),
          task.since(),
          task.ticket(),
          task.cluster(),
          task.site(),
          TASKLIST + task.id());
    }
  }

  @GetMapping("/api/tasks")
  List<Line> mine() {
    return signedIn.now().stream().flatMap(who -> tasks.of(who).stream()).map(Line::of).toList();
  }
}
