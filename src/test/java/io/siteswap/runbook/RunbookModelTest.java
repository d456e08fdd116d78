package io.siteswap.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every runbook keeps to, so that what the picture shows is what happens. */
class RunbookModelTest {
  static Stream<Path> models() {
    return Arrays.stream(new File("processes").listFiles())
        .filter(file -> file.getName().endsWith(".bpmn"))
        .map(File::toPath);
  }

  static Stream<Path> runbooks() {
    return models().filter(path -> path.getFileName().toString().matches("(fail|deploy)-.*"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void isNamedAsItsFileAndKeptForAudit(Path file) {
    Process process = all(read(file), Process.class).iterator().next();

    assertThat(process.getId() + ".bpmn").isEqualTo(file.getFileName().toString());
    assertThat(process.isExecutable()).isTrue();
    // What audits find is kept elsewhere, and there are very many of them.
    assertThat(process.getCamundaHistoryTimeToLiveString())
        .isEqualTo(process.getId().equals("audit-readiness") ? "P1D" : "P365D");
  }

  @ParameterizedTest
  @MethodSource("models")
  void showsEveryNodeAndFlowWithASpeakingName(Path file) {
    BpmnModelInstance model = read(file);

    assertThat(all(model, FlowNode.class))
        .allSatisfy(
            node -> {
              assertThat(node.getName()).as(node.getId()).isNotBlank();
              assertThat(node.getDiagramElement()).as(node.getId()).isNotNull();
              assertThat(node.getId()).doesNotMatch(".*_[0-9a-z]{7}");
            });
    assertThat(all(model, SequenceFlow.class))
        .allSatisfy(flow -> assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("models")
  void callsTheBeanThatTheBoxIsNamedAfter(Path file) {
    assertThat(all(read(file), ServiceTask.class))
        .filteredOn(task -> !"external".equals(task.getCamundaType()))
        .allSatisfy(
            task ->
                assertThat(task.getCamundaDelegateExpression())
                    .isEqualTo("${" + task.getId() + "}"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void asksPeopleWithFormsThatExist(Path file) throws Exception {
    for (UserTask task : all(read(file), UserTask.class)) {
      Path form = Path.of("forms", task.getCamundaFormRef() + ".form");
      assertThat(form).exists();
      assertThat(Files.readString(form)).contains("\"id\": \"" + task.getCamundaFormRef() + "\"");
      assertThat(task.getCamundaCandidateGroups()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void endsOnlyWithPlainEnds(Path file) {
    assertThat(all(read(file), EndEvent.class))
        .allSatisfy(end -> assertThat(end.getEventDefinitions()).as(end.getId()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("models")
  void callsByDeploymentAndHandsOverByName(Path file) {
    BpmnModelInstance model = read(file);

    assertThat(all(model, CallActivity.class))
        .allSatisfy(
            call -> assertThat(call.getCamundaCalledElementBinding()).isEqualTo("deployment"));
    assertThat(all(model, CamundaIn.class)).noneMatch(in -> in.getCamundaVariables() != null);
    assertThat(all(model, CamundaOut.class)).noneMatch(out -> out.getCamundaVariables() != null);
  }

  @ParameterizedTest
  @MethodSource("runbooks")
  void undoesEveryPhaseThatChangesSomethingInReverseOrder(Path file) {
    BpmnModelInstance model = read(file);
    List<String> undoable =
        all(model, BoundaryEvent.class).stream()
            .filter(RunbookModelTest::isCompensation)
            .map(boundary -> handled(model, boundary))
            .toList();

    List<String> thrown =
        all(model, IntermediateThrowEvent.class).stream()
            .sorted((left, right) -> Integer.compare(depth(right), depth(left)))
            .map(
                event ->
                    ((CompensateEventDefinition) event.getEventDefinitions().iterator().next())
                        .getActivity()
                        .getId())
            .toList();

    List<String> phases =
        all(model, CallActivity.class).stream()
            .filter(call -> call.getCalledElement().equals(RunbookEngine.CARRY_OUT_PHASE))
            .map(CallActivity::getId)
            .filter(id -> !id.startsWith("verify"))
            .toList();
    assertThat(undoable).containsExactlyInAnyOrderElementsOf(phases);
    assertThat(thrown).containsExactlyElementsOf(reversed(phases));
  }

  private static boolean isCompensation(BoundaryEvent boundary) {
    return boundary.getEventDefinitions().stream()
        .anyMatch(CompensateEventDefinition.class::isInstance);
  }

  /** The phase, once its boundary leads over an association to a handler that undoes it. */
  private static String handled(BpmnModelInstance model, BoundaryEvent boundary) {
    Association link =
        all(model, Association.class).stream()
            .filter(association -> association.getSource().equals(boundary))
            .findFirst()
            .orElseThrow();
    CallActivity handler = (CallActivity) link.getTarget();
    String phase = boundary.getAttachedTo().getId();
    assertThat(handler.isForCompensation()).isTrue();
    assertThat(handler.getCalledElement()).isEqualTo(RunbookEngine.UNDO_PHASE);
    assertThat(
            handler.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list())
        .anySatisfy(
            in -> {
              assertThat(in.getCamundaTarget()).isEqualTo(Variables.PHASE);
              assertThat(in.getCamundaSourceExpression()).isEqualTo(phase);
            });
    return phase;
  }

  /** How many throws come after this one in the chain. */
  private static int depth(IntermediateThrowEvent event) {
    FlowNode next = event.getSucceedingNodes().singleResult();
    return next instanceof IntermediateThrowEvent following ? 1 + depth(following) : 0;
  }

  private static List<String> reversed(List<String> list) {
    return Stream.iterate(list.size() - 1, i -> i >= 0, i -> i - 1).map(list::get).toList();
  }

  private static BpmnModelInstance read(Path file) {
    return Bpmn.readModelFromFile(file.toFile());
  }

  private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance>
      Collection<T> all(BpmnModelInstance model, Class<T> type) {
    return model.getModelElementsByType(type);
  }
}
