package io.siteswap.evidence;

import io.siteswap.audit.Instance;
import io.siteswap.audit.Passage;
import io.siteswap.audit.RunHistory;
import io.siteswap.evidence.picture.Trace;
import io.siteswap.ledger.Run;
import io.siteswap.paging.Page;
import io.siteswap.runbook.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The path of a run through its diagrams, as far as the engine's history still has it. */
@Component
class Steps {
  /** More than any run has that people can follow. */
  static final int MOST = 2000;

  /** What works or waits; gateways and events pass in no time. */
  private static final Set<String> BOXES =
      Set.of("serviceTask", "userTask", "callActivity", "externalTask", "sendTask", "receiveTask");

  private final RunHistory history;
  private final Labels labels;

  Steps(RunHistory history, Labels labels) {
    this.history = history;
    this.labels = labels;
  }

  /**
   * One box of the path.
   *
   * @param of the process that it belongs to, where that is not the runbook itself
   */
  record Step(
      String name, String of, Instant startedAt, Optional<Instant> endedAt, boolean cancelled) {}

  /** A model as it was run. */
  record Model(String process, String name, int version, String bpmn) {
    String file() {
      return "processes/%s-v%d.bpmn".formatted(process, version);
    }
  }

  /**
   * All of it.
   *
   * @param traces of the runbook itself, by the id of the box
   * @param leftOut how many processes and passages more there are
   */
  record Walk(List<Step> steps, List<Model> models, Map<String, Trace> traces, long leftOut) {}

  /** Empty lists where the history is gone. */
  Walk of(Run run) {
    Page<Instance> instances = history.instances(run.id(), 0, MOST);
    long leftOut = (long) instances.found() - instances.lines().size();
    List<Step> steps = new ArrayList<>();
    Map<String, Model> models = new LinkedHashMap<>();
    Map<String, Trace> traces = new LinkedHashMap<>();
    for (Instance instance : instances.lines()) {
      models.computeIfAbsent(instance.definition(), definition -> model(instance));
      Page<Passage> passages = history.passages(instance.id(), 0, MOST);
      leftOut += passages.found() - passages.lines().size();
      for (Passage passage : passages.lines()) {
        if (instance.id().equals(run.id())) {
          traces.merge(passage.step(), trace(passage), Steps::together);
        }
        if (BOXES.contains(passage.kind())) {
          steps.add(step(run, instance, passage));
        }
      }
    }
    steps.sort(Comparator.comparing(Step::startedAt));
    return new Walk(steps, List.copyOf(models.values()), traces, leftOut);
  }

  private Model model(Instance instance) {
    return new Model(
        instance.process(), instance.name(), instance.version(), history.model(instance));
  }

  private static Trace trace(Passage passage) {
    if (passage.endedAt() == null) {
      return new Trace(1, Trace.State.OPEN);
    }
    return new Trace(1, passage.cancelled() ? Trace.State.CANCELLED : Trace.State.DONE);
  }

  private static Trace together(Trace earlier, Trace later) {
    return new Trace(earlier.times() + later.times(), later.state());
  }

  private Step step(Run run, Instance instance, Passage passage) {
    return new Step(
        labels.of(instance.process(), passage.step()),
        instance.id().equals(run.id()) ? "" : instance.name(),
        passage.startedAt(),
        Optional.ofNullable(passage.endedAt()),
        passage.cancelled());
  }
}
