package io.siteswap.runbook;

import static java.util.stream.Collectors.toMap;

import io.siteswap.ledger.Journal;
import io.siteswap.plan.Fingerprint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/** How processes, their steps and their ends are called for people: as their pictures say. */
@Component
public class Labels {
  private static final List<String> CALLED =
      List.of("ask-for-approval", "carry-out-phase", "undo-phase", "pass-gate");

  private final RepositoryService repository;
  private final Map<String, Map<String, String>> byProcess = new ConcurrentHashMap<>();

  Labels(RepositoryService repository) {
    this.repository = repository;
  }

  /** As in "Fail over a site" for {@code fail-over-site}. */
  public String process(String id) {
    return of(id, id);
  }

  /** As in "Move the SPM" for {@code moveSpm}. */
  public String of(String process, String element) {
    return Optional.ofNullable(labels(process).get(element)).orElseGet(() -> words(element));
  }

  /** Of an element of that process, or of one that it calls. */
  public String anywhere(String process, String element) {
    return Stream.concat(Stream.of(process), CALLED.stream())
        .map(some -> labels(some).get(element))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> words(element));
  }

  /** What the journal says, with the words that people know. */
  public String said(String runbook, Journal.Line line) {
    return switch (line.event()) {
      case "run-ended" -> of(runbook, line.detail());
      case "run-opened" -> line.detail().replaceFirst(Pattern.quote(runbook), process(runbook));
      default -> Fingerprint.shortenedIn(line.detail());
    };
  }

  private Map<String, String> labels(String process) {
    Map<String, String> known = byProcess.get(process);
    return known == null ? read(process) : known;
  }

  private Map<String, String> read(String process) {
    Optional<ProcessDefinition> latest =
        Optional.ofNullable(
            repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult());
    latest.ifPresent(definition -> byProcess.put(process, labels(definition)));
    return byProcess.getOrDefault(process, Map.of());
  }

  private Map<String, String> labels(ProcessDefinition definition) {
    Map<String, String> labels =
        repository
            .getBpmnModelInstance(definition.getId())
            .getModelElementsByType(FlowNode.class)
            .stream()
            .filter(node -> node.getName() != null)
            .collect(toMap(FlowNode::getId, node -> oneLine(node.getName())));
    labels.put(definition.getKey(), definition.getName());
    return labels;
  }

  private static String oneLine(String label) {
    return label.replaceAll("\\s+", " ").strip();
  }

  /** What no picture names is called by its id, taken apart: "Run cancelled". */
  private static String words(String id) {
    String apart = id.replaceAll("([A-Z])", " $1").replace('-', ' ').strip();
    return apart.isEmpty()
        ? ""
        : apart.substring(0, 1).toUpperCase(Locale.ROOT)
            + apart.substring(1).toLowerCase(Locale.ROOT);
  }
}
