package io.siteswap.audit;

import io.siteswap.paging.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstanceQuery;
import org.camunda.bpm.engine.history.HistoricIncident;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.engine.history.HistoricTaskInstanceQuery;
import org.camunda.bpm.engine.query.Query;
import org.springframework.stereotype.Component;

/** The path that a run took through its diagrams, as the engine's history has it. */
@Component
public class RunHistory {
  /** Of what fails again and again the last times tell enough. */
  private static final int FAILURES = 100;

  private final HistoryService history;
  private final RepositoryService repository;

  RunHistory(HistoryService history, RepositoryService repository) {
    this.history = history;
    this.repository = repository;
  }

  /** The runbook itself and what it has called, in the order of their starts. */
  public Page<Instance> instances(String runId, int page, int size) {
    HistoricProcessInstanceQuery query =
        history
            .createHistoricProcessInstanceQuery()
            .rootProcessInstanceId(runId)
            .orderByProcessInstanceStartTime()
            .asc()
            .orderByProcessInstanceId()
            .asc();
    return page(query, Instance::of, page, size);
  }

  /** An instance, where it belongs to the run. */
  public Optional<Instance> instance(String runId, String id) {
    return Optional.ofNullable(
            history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult())
        .filter(past -> runId.equals(past.getRootProcessInstanceId()))
        .map(Instance::of);
  }

  /** Where an instance went, in that order. */
  public Page<Passage> passages(String instance, int page, int size) {
    HistoricActivityInstanceQuery query =
        history
            .createHistoricActivityInstanceQuery()
            .processInstanceId(instance)
            .orderByHistoricActivityInstanceStartTime()
            .asc()
            // What began within the same millisecond.
            .orderPartiallyByOccurrence()
            .asc()
            .orderByHistoricActivityInstanceId()
            .asc();
    return page(query, Passage::of, page, size);
  }

  /** What people were asked anywhere in the run, in that order. */
  public Page<Asked> questions(String runId, int page, int size) {
    HistoricTaskInstanceQuery query =
        history
            .createHistoricTaskInstanceQuery()
            .rootProcessInstanceId(runId)
            .orderByHistoricActivityInstanceStartTime()
            .asc();
    return page(query, Asked::of, page, size);
  }

  private static <Q extends Query<Q, E>, E, T> Page<T> page(
      Q query, Function<E, T> told, int page, int size) {
    List<T> lines = query.listPage(page * size, size).stream().map(told).toList();
    return new Page<>(lines, page, size, (int) query.count());
  }

  /** Where an instance, or what it called, stood still until somebody mended it. */
  public List<Failure> incidents(String instance) {
    return history
        .createHistoricIncidentQuery()
        .processInstanceId(instance)
        .orderByCreateTime()
        .asc()
        .listPage(0, FAILURES)
        .stream()
        .map(
            incident ->
                new Failure(
                    incident.getActivityId(),
                    incident.getCreateTime().toInstant(),
                    Moments.of(incident.getEndTime()),
                    words(incident),
                    !incident.getId().equals(incident.getRootCauseIncidentId())))
        .toList();
  }

  /** Passed on by what was called, it has no words of its own. */
  private String words(HistoricIncident incident) {
    return Optional.ofNullable(incident.getIncidentMessage())
        .or(
            () ->
                Optional.ofNullable(
                        history
                            .createHistoricIncidentQuery()
                            .incidentId(incident.getRootCauseIncidentId())
                            .singleResult())
                    .map(HistoricIncident::getIncidentMessage))
        .orElse("");
  }

  /** The tries of an instance that failed, whether or not the next one went well. */
  List<Failure> triedInVain(String instance) {
    return history
        .createHistoricJobLogQuery()
        .processInstanceId(instance)
        .failureLog()
        .orderByTimestamp()
        .desc()
        .listPage(0, FAILURES)
        .stream()
        .map(RunHistory::failure)
        .toList();
  }

  private static Failure failure(HistoricJobLog log) {
    return new Failure(
        Optional.ofNullable(log.getFailedActivityId()).orElse(log.getActivityId()),
        log.getTimestamp().toInstant(),
        null,
        Optional.ofNullable(log.getJobExceptionMessage()).orElse(""),
        false);
  }

  /** The model in the version that the instance ran on. */
  public String model(Instance instance) {
    try (InputStream model = repository.getProcessModel(instance.definition())) {
      return new String(model.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
