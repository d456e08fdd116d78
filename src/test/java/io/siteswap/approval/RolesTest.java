package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Startable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may do what is told in a table, and that is the table that the code goes by. */
class RolesTest extends DrillTest {
  private static final Path PAGE = Path.of("docs", "approvals.md");
  private static final Path FOUND = Path.of("target", "roles.md");
  private static final List<String> GROUPS =
      List.of(Groups.OPERATORS, Groups.APPROVERS, Groups.COMMANDERS, Groups.AUDITORS, Groups.ADMIN);

  private static final String BY_THE_TABLE = "by the table";

  @Autowired private List<Startable> startables;
  @Autowired private Questions questions;
  @Autowired private RepositoryService repository;

  @Test
  void theTableIsThatOfTheCode() throws IOException {
    String table =
        Stream.concat(
                Stream.of(
                    row("", GROUPS.stream().map("`%s`"::formatted).toList()),
                    "|---".repeat(6) + "|"),
                Stream.concat(starts(), decisions()))
            .collect(Collectors.joining("\n"));
    Files.writeString(FOUND, table);

    assertThat(Files.readString(PAGE)).as("written to %s", FOUND).contains(table);
  }

  private Stream<String> starts() {
    return startables.stream()
        .sorted(Comparator.comparing(Startable::id))
        .map(
            startable ->
                row(
                    "start *%s*".formatted(label(startable.id())),
                    marks(
                        Stream.concat(startable.startedBy().stream(), Stream.of(Groups.ADMIN))
                            .collect(Collectors.toSet()),
                        "yes")));
  }

  private Stream<String> decisions() throws IOException {
    return tasks().entrySet().stream()
        .map(
            task ->
                row(
                    "decide at *%s*".formatted(task.getValue()),
                    Question.APPROVALS.contains(task.getKey())
                        ? marks(ApprovalRule.DECIDING, BY_THE_TABLE)
                        : marks(
                            questions.of(task.getKey()).who(),
                            task.getKey().equals("attestSiteDown") ? BY_THE_TABLE : "yes")));
  }

  private static List<String> marks(Collection<String> may, String word) {
    return GROUPS.stream().map(group -> may.contains(group) ? word : "").toList();
  }

  private static String row(String first, List<String> others) {
    return "| %s | %s |".formatted(first, String.join(" | ", others)).replaceAll(" +", " ");
  }

  private String label(String process) {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(process)
        .latestVersion()
        .singleResult()
        .getName();
  }

  /** By id, with their labels. */
  private static Map<String, String> tasks() throws IOException {
    try (Stream<Path> models = Files.list(Path.of("processes"))) {
      return models
          .filter(file -> file.toString().endsWith(".bpmn"))
          .map(file -> Bpmn.readModelFromFile(file.toFile()))
          .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
          .collect(
              Collectors.toMap(
                  UserTask::getId, UserTask::getName, (one, other) -> one, TreeMap::new));
    }
  }

  @Test
  void auditorsDecideNothing() throws IOException {
    assertThat(tasks().keySet())
        .allSatisfy(task -> assertThat(questions.of(task).who()).doesNotContain(Groups.AUDITORS));
    assertThat(startables)
        .allSatisfy(
            startable ->
                assertThat(startable.startedBy())
                    .doesNotContainAnyElementsOf(Set.of(Groups.AUDITORS, Groups.APPROVERS)));
  }
}
