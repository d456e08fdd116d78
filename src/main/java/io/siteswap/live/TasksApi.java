package io.siteswap.live;

import io.siteswap.approval.WaitingTasks;
import io.siteswap.engine.SignedIn;
import io.siteswap.paging.Page;
import io.siteswap.paging.Paging;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tasks that wait for whoever asks. */
@RestController
class TasksApi {
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
          WaitingTasks.inTasklist(task.id()));
    }
  }

  @GetMapping("/api/tasks")
  ResponseEntity<List<Line>> mine(Paging wanted) {
    List<WaitingTasks.Waiting> mine = signedIn.now().map(tasks::of).orElse(List.of());
    return Page.of(mine, wanted).map(Line::of).answer();
  }
}
