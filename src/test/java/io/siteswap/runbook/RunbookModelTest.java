package io.siteswap.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.StringUtils;

/** What every runbook keeps to, so that what the picture shows is what happens. */
class RunbookModelTest {
  private static final Path RECOVERY = Path.of("processes", "recover-lost-site.bpmn");
  private static final Set<String> LITTLE_WORDS = Set.of("", "a", "the", "that", "is", "was", "it");
  private static final String PROBES = "probeHosts";

  static Stream<Path> models() {
    return Arrays.stream(new File("processes").listFiles())
        .filter(file -> file.getName().endsWith(".bpmn"))
        .map(File::toPath);
  }

  static Stream<Path> runbooks() {
    return models().filter(path -> path.getFileName().toString().matches("(fail|deploy)-.*"));
  }

  /** The runbooks that call phases: those that undo everything, and the one that cannot. */
  static Stream<Path> callers() {
    return Stream.concat(runbooks(), Stream.of(RECOVERY));
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
  void callsEveryBoxAsItsLabelSays(Path file) {
    BpmnModelInstance model = read(file);

    assertThat(all(model, FlowNode.class))
        .allSatisfy(node -> assertThat(words(node.getId())).isEqualTo(words(called(node))));
    assertThat(all(model, SequenceFlow.class))
        .allSatisfy(flow -> assertThat(words(flow.getId())).isEqualTo(words(called(flow))));
  }

  /** What stands behind every phase is named after it: it would be there several times. */
  private static String called(FlowNode node) {
    if (node instanceof BoundaryEvent boundary && isCompensation(boundary)) {
      return boundary.getAttachedTo().getId() + "Undoable";
    }
    return node instanceof ExclusiveGateway
        ? node.getPreviousNodes().list().stream()
            .filter(CallActivity.class::isInstance)
            .map(CallActivity.class::cast)
            .filter(call -> !call.getCalledElement().equals(SharedProcesses.ASK_FOR_APPROVAL))
            .map(phase -> "after " + phase.getId())
            .findFirst()
            .orElse(node.getName())
        : node.getName();
  }

  /** A line is called after what it leaves and the answer on it, or else what it leads to. */
  private static String called(SequenceFlow flow) {
    return flow.getSource().getId()
        + " "
        + Optional.ofNullable(flow.getName()).orElseGet(flow.getTarget()::getId);
  }

  /** The words of a label or an id, short of those that an id leaves out. */
  private static List<String> words(String text) {
    return Stream.of(text.split("(?<=[a-z])(?=[A-Z])|[^A-Za-z]+"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !LITTLE_WORDS.contains(word))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("models")
  void callsTheBeanAndTheClassThatTheBoxIsNamedAfter(Path file) throws Exception {
    List<String> classes;
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      classes = sources.map(source -> source.getFileName().toString()).toList();
    }
    assertThat(all(read(file), ServiceTask.class))
        .filteredOn(task -> !"external".equals(task.getCamundaType()))
        .allSatisfy(
            task -> {
              assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + task.getId() + "}");
              assertThat(classes).contains(StringUtils.capitalize(task.getId()) + ".java");
            });
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
            .map(RunbookModelTest::undone)
            .toList();

    List<String> phases =
        all(model, CallActivity.class).stream()
            .filter(call -> call.getCalledElement().equals(SharedProcesses.CARRY_OUT_PHASE))
            .map(CallActivity::getId)
            .filter(id -> !id.startsWith("verify"))
            .toList();
    assertThat(undoable).containsExactlyInAnyOrderElementsOf(phases);
    assertThat(thrown).containsExactlyElementsOf(reversed(phases));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void tellsAPhaseOnlyItsRunAndTakesTheAnswerBack(Path file) {
    assertThat(all(read(file), CallActivity.class))
        .allSatisfy(
            call -> {
              // All else is read from the ledger; which phase calls is seen in the model.
              assertThat(inTargets(call))
                  .as(call.getId())
                  .containsExactlyElementsOf(
                      call.isForCompensation()
                          ? List.of("business key", Variables.PHASE)
                          : List.of("business key"));
              assertThat(outTargets(call))
                  .as(call.getId())
                  .containsExactlyElementsOf(
                      call.isForCompensation()
                          ? List.of()
                          : List.of(Variables.DECISION, Variables.OUTCOME));
            });
  }

  @Test
  void undoesWhatComesBeforeThePointOfNoReturnAndNothingAfter() {
    BpmnModelInstance model = read(RECOVERY);
    List<String> undoable =
        all(model, BoundaryEvent.class).stream()
            .filter(RunbookModelTest::isCompensation)
            .map(boundary -> handled(model, boundary))
            .toList();
    List<String> after = phases(beyond(model.getModelElementById("pointOfNoReturn")));
    List<String> before = new ArrayList<>(phases(all(model, FlowNode.class)));
    before.removeAll(after);

    assertThat(after)
        .containsExactly(
            "confirmSpmHost", "confirmHosts", "quarantineHosts", "bringVmsUp", "verifyRecovery");
    assertThat(undoable).containsExactlyElementsOf(before);
    assertThat(all(model, IntermediateThrowEvent.class))
        .filteredOn(event -> !event.getEventDefinitions().isEmpty())
        .hasSize(2)
        .allSatisfy(event -> assertThat(undoable).containsExactly(undone(event)));
  }

  @Test
  void leavesTheAttestationOpenWhileTheCommanderIsCalled() {
    BpmnModelInstance model = read(RECOVERY);
    BoundaryEvent overdue = model.getModelElementById("attestationOverdue");

    assertThat(overdue.cancelActivity()).isFalse();
    assertThat(beyond(overdue)).extracting(FlowNode::getId).contains("escalate", "escalated");
  }

  @Test
  void asksForTheAttestationAgainFromWhereverItMayHaveBecomeVoid() {
    FlowNode probes = read(RECOVERY).getModelElementById(PROBES);

    assertThat(probes.getPreviousNodes().list())
        .extracting(FlowNode::getId)
        .containsExactlyInAnyOrder(
            "afterPassGate",
            "isAttested",
            "afterSuspendAffinityGroups",
            "isSiteStillDown",
            "afterConfirmSpmHost",
            "afterConfirmHosts");
  }

  /** Every node that a flow leads to from here, short of asking the probes again. */
  private static Collection<FlowNode> beyond(FlowNode start) {
    Set<FlowNode> seen = new LinkedHashSet<>();
    Deque<FlowNode> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (FlowNode next : open.remove().getSucceedingNodes().list()) {
        if (!next.getId().equals(PROBES) && seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen;
  }

  private static List<String> phases(Collection<FlowNode> nodes) {
    return nodes.stream()
        .filter(CallActivity.class::isInstance)
        .map(CallActivity.class::cast)
        .filter(call -> call.getCalledElement().equals(SharedProcesses.CARRY_OUT_PHASE))
        .map(CallActivity::getId)
        .toList();
  }

  private static String undone(IntermediateThrowEvent event) {
    return ((CompensateEventDefinition) event.getEventDefinitions().iterator().next())
        .getActivity()
        .getId();
  }

  private static List<String> inTargets(CallActivity call) {
    return call
        .getExtensionElements()
        .getElementsQuery()
        .filterByType(CamundaIn.class)
        .list()
        .stream()
        .map(in -> in.getCamundaBusinessKey() == null ? in.getCamundaTarget() : "business key")
        .toList();
  }

  private static List<String> outTargets(CallActivity call) {
    return call
        .getExtensionElements()
        .getElementsQuery()
        .filterByType(CamundaOut.class)
        .list()
        .stream()
        .map(CamundaOut::getCamundaTarget)
        .toList();
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
    assertThat(handler.getCalledElement()).isEqualTo(SharedProcesses.UNDO_PHASE);
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
