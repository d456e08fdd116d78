package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The picture and the program are one: the label, the id, the bean and the class. */
class ModelsTest extends DrillTest {
  private static final String EXTERNAL = "external";

  @Autowired private ApplicationContext beans;

  @ParameterizedTest
  @MethodSource("models")
  void everyStepIsABeanOfItsOwnName(File model) {
    for (ServiceTask task : read(model).getModelElementsByType(ServiceTask.class)) {
      if (EXTERNAL.equals(task.getCamundaType())) {
        continue;
      }
      String id = task.getId();
      assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + id + "}");
      assertThat(AopUtils.getTargetClass(beans.getBean(id)).getSimpleName())
          .isEqualTo(id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyWaitIsServedByTheWatch(File model) {
    assertThat(read(model).getModelElementsByType(ServiceTask.class))
        .filteredOn(task -> EXTERNAL.equals(task.getCamundaType()))
        .allMatch(task -> "settle-changes".equals(task.getCamundaTopic()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyCalledProcessExists(File model) {
    List<String> processes = models().map(file -> file.getName().replace(".bpmn", "")).toList();
    assertThat(read(model).getModelElementsByType(CallActivity.class))
        .allMatch(call -> processes.contains(call.getCalledElement()))
        .allMatch(call -> "deployment".equals(call.getCamundaCalledElementBinding()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyBoxHasANameAndAPlaceInThePicture(File model) {
    Collection<String> drawn =
        read(model).getModelElementsByType(BpmnShape.class).stream()
            .map(shape -> shape.getBpmnElement().getId())
            .toList();
    assertThat(read(model).getModelElementsByType(FlowNode.class))
        .allSatisfy(
            node -> {
              assertThat(node.getName()).as(node.getId()).isNotBlank();
              assertThat(drawn).contains(node.getId());
            });
  }

  @Test
  void theFileIsNamedAsItsProcess() {
    assertThat(models())
        .isNotEmpty()
        .allMatch(
            file ->
                read(file)
                    .getDefinitions()
                    .getChildElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                    .iterator()
                    .next()
                    .getId()
                    .equals(file.getName().replace(".bpmn", "")));
  }

  private static BpmnModelInstance read(File model) {
    return Bpmn.readModelFromFile(model);
  }

  static Stream<File> models() {
    return Arrays.stream(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")));
  }
}
