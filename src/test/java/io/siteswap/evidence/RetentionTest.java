package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.engine.RetentionProperties;
import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.Verification;
import io.siteswap.ledger.Entries;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Runs;
import io.siteswap.readiness.AuditsForgotten;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** How long things are kept, and that the journal says what is gone. */
class RetentionTest extends DrillTest {
  @Autowired private Retention retention;
  @Autowired private RetentionProperties properties;
  @Autowired private RepositoryService repository;
  @Autowired private HistoryService history;
  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private Evidence evidence;
  @Autowired private Entries entries;
  @Autowired private Runs runs;
  @Autowired private ApplicationEventPublisher events;

  private List<String> told() {
    return drill.journal().of(Retention.OF_RETENTION).stream().map(Journal.Line::detail).toList();
  }

  @Test
  void eachProcessKeepsItsHistoryAsConfigured() {
    List<ProcessDefinition> processes = repository.createProcessDefinitionQuery().list();

    assertThat(processes).hasSizeGreaterThan(10);
    assertThat(processes)
        .allSatisfy(
            process ->
                assertThat(process.getHistoryTimeToLive())
                    .as(process.getKey())
                    .isEqualTo(process.getKey().equals("audit-readiness") ? 1 : 365));
    assertThat(engine.getProcessEngineConfiguration())
        .hasFieldOrPropertyWithValue("historyCleanupBatchWindowStartTime", "02:00")
        .hasFieldOrPropertyWithValue("historyCleanupBatchWindowEndTime", "04:00");
  }

  @Test
  void theJournalSaysWhoseHistoryIsGone() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill.later(properties.history().plus(Duration.ofDays(1)));
    retention.tell();
    assertThat(told()).isEmpty();

    history.deleteHistoricProcessInstance(drill.runId());
    retention.tell();
    retention.tell();

    assertThat(told())
        .singleElement()
        .asString()
        .contains("the engine's history of run " + drill.runId() + " was older than 365 days");
  }

  /** By its own job, in its own window, with what was configured for both of us. */
  @Test
  void theEngineRemovesWhatIsOldAndNothingThatProvesIt() throws IOException {
    String old = failedOver();
    PackFile sealed = evidence.make(old);
    List<Journal.Line> journal = drill.journal().of(old);
    cleansUp(true);
    try {
      history.cleanUpHistoryAsync();
      drill.later(until(properties.history().plusDays(1), LocalTime.of(1, 0)));
      String young = failedOver();
      assertThat(past(old)).as("before the window").isPositive();

      drill.later(until(Duration.ZERO, LocalTime.of(2, 30)));

      assertThat(past(old)).as("the runbook and what it has called").isZero();
      assertThat(past(young)).isPositive();
      retention.tell();
      assertThat(told())
          .singleElement()
          .asString()
          .contains("the engine's history of run " + old + " was older than 365 days");
      assertThat(drill.journal().of(old)).containsAll(journal);
      assertThat(drill.journal().firstBroken()).isEmpty();
      assertThat(entries.of(old)).hasSize(28);
      assertThat(Verification.of(sealed.path(), Optional.empty()).isWhole()).isTrue();
      assertThat(evidence.ready(runs.get(old))).contains(sealed);
    } finally {
      history.findHistoryCleanupJobs().forEach(job -> management.deleteJob(job.getId()));
      cleansUp(false);
    }
  }

  private String failedOver() {
    drill.world(3, 24).start("fail-over-site", "north").approve("approver-1").untilEnd();
    return drill.runId();
  }

  /** Drills would run its job whenever they let all run that is due. */
  private void cleansUp(boolean enabled) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .setHistoryCleanupEnabled(enabled);
  }

  private long past(String run) {
    return history.createHistoricProcessInstanceQuery().rootProcessInstanceId(run).count();
  }

  /** That time of the day, as the engine's window has it. */
  private Duration until(Duration atLeast, LocalTime time) {
    ZonedDateTime earliest = drill.now().plus(atLeast).atZone(ZoneId.systemDefault());
    ZonedDateTime that = earliest.with(time);
    return Duration.between(drill.now(), that.isBefore(earliest) ? that.plusDays(1) : that);
  }

  /** What was sealed is kept apart: it is not made anew without what is gone. */
  @Test
  void thePackOfARunStaysAsItWasSealed() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    var sealed = evidence.make(drill.runId());
    drill.later(properties.history().plus(Duration.ofDays(1)));
    history.deleteHistoricProcessInstance(drill.runId());
    retention.tell();

    assertThat(evidence.ready(drill.run())).contains(sealed);
  }

  @Test
  void theJournalSaysWhichAuditsAreGone() {
    events.publishEvent(new AuditsForgotten("demo", 3, drill.now()));

    assertThat(drill.journal().of("cluster:demo"))
        .extracting(Journal.Line::event)
        .contains("audits-removed");
  }
}
