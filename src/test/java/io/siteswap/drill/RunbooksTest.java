package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.runbook.Runbook;
import io.siteswap.runbook.Runbooks;
import io.siteswap.runbook.Startable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;

/** A runbook's picture, the form that starts it, its endings, its rights and its class agree. */
class RunbooksTest extends DrillTest {
  @Autowired private Runbooks runbooks;
  @Autowired private List<Startable> startables;
  @Autowired private AuthorizationService authorizations;

  @Test
  void eachProcessThatOpensARunIsARunbookAndNoOther() {
    List<String> openRuns =
        Arrays.stream(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")))
            .map(Bpmn::readModelFromFile)
            .filter(RunbooksTest::opensRuns)
            .map(model -> process(model).getId())
            .toList();

    assertThat(runbooks.all())
        .extracting(Runbook::id)
        .containsExactlyInAnyOrderElementsOf(openRuns);
  }

  @Test
  void theClassIsNamedAsItsPicture() {
    for (Runbook runbook : runbooks.all()) {
      String id =
          AopUtils.getTargetClass(runbook)
              .getSimpleName()
              .replaceAll("(?<=.)([A-Z])", "-$1")
              .toLowerCase(java.util.Locale.ROOT);
      assertThat(runbook.id()).isEqualTo(id);
    }
  }

  /** The end events that no subprocess hides: there a run ends, and its outcome is written down. */
  @Test
  void itsOutcomesAreTheEndsOfItsPicture() {
    for (Runbook runbook : runbooks.all()) {
      BpmnModelInstance model = read(runbook.id());
      List<FlowNode> beside =
          model.getModelElementsByType(BoundaryEvent.class).stream()
              .filter(event -> !event.cancelActivity())
              .flatMap(RunbooksTest::after)
              .toList();
      List<String> ends =
          process(model).getChildElementsByType(EndEvent.class).stream()
              .filter(end -> !beside.contains(end))
              .map(EndEvent::getId)
              .toList();
      assertThat(runbook.outcomes()).as(runbook.id()).containsExactlyInAnyOrderElementsOf(ends);
    }
  }

  @Test
  void itsPointOfNoReturnIsInItsPicture() {
    for (Runbook runbook : runbooks.all()) {
      boolean drawn = read(runbook.id()).getModelElementById("pointOfNoReturn") instanceof Event;
      assertThat(runbook.pointOfNoReturn().isPresent()).as(runbook.id()).isEqualTo(drawn);
      runbook
          .pointOfNoReturn()
          .ifPresent(
              id ->
                  assertThat((Object) read(runbook.id()).getModelElementById(id))
                      .isInstanceOf(Event.class));
    }
  }

  @Test
  void whatPeopleStartHasAFormForItAndSomebodyWhoMay() throws Exception {
    for (Startable startable : startables) {
      String form = "start-" + startable.id();
      assertThat(Files.readString(Path.of("forms", form + ".form")))
          .contains("\"id\": \"" + form + "\"");
      assertThat(read(startable.id()).getModelElementsByType(StartEvent.class))
          .as(startable.id())
          .anyMatch(start -> form.equals(start.getCamundaFormRef()));
      assertThat(startable.startedBy()).isNotEmpty();
    }
  }

  @Test
  void onlyTheGroupsThatItNamesMayStartIt() {
    for (Startable startable : startables) {
      for (String group : List.of("dr-operators", "dr-commanders", "dr-approvers", "dr-auditors")) {
        assertThat(
                authorizations.isUserAuthorized(
                    "nobody",
                    List.of(group),
                    Permissions.CREATE_INSTANCE,
                    Resources.PROCESS_DEFINITION,
                    startable.id()))
            .as("%s by %s", startable.id(), group)
            .isEqualTo(startable.startedBy().contains(group));
      }
    }
  }

  private static boolean opensRuns(BpmnModelInstance model) {
    return model.getModelElementsByType(ServiceTask.class).stream()
        .anyMatch(task -> task.getId().equals("openRun"));
  }

  /** The end of a branch that goes on beside the run, as the call of the commander. */
  private static Stream<FlowNode> after(FlowNode node) {
    return node.getSucceedingNodes().list().stream()
        .flatMap(next -> Stream.concat(Stream.of(next), after(next)));
  }

  private static Process process(BpmnModelInstance model) {
    return model.getModelElementsByType(Process.class).iterator().next();
  }

  private static BpmnModelInstance read(String id) {
    return Bpmn.readModelFromFile(new File("processes", id + ".bpmn"));
  }
}
