package io.siteswap.console;

import io.siteswap.approval.TaskFates;
import io.siteswap.approval.TaskFates.Fate;
import io.siteswap.approval.WaitingTasks;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the links of notices lead: to the task while it waits, and afterwards to who has decided
 * what. Tasklist itself would show an empty page.
 */
@Controller
class TaskPages {
  private final TaskFates fates;

  TaskPages(TaskFates fates) {
    this.fates = fates;
  }

  @GetMapping("/tasks/{id}")
  ModelAndView task(@PathVariable String id) {
    Fate fate =
        fates
            .of(id)
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "there is no task '%s'".formatted(id)));
    if (fate.said().isEmpty()) {
      return new ModelAndView("redirect:" + WaitingTasks.inTasklist(id));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("name", fate.name());
    model.put("said", fate.said().get());
    fate.run().ifPresent(run -> model.put("run", RunSummary.of(run)));
    return new ModelAndView("task", model);
  }
}
