package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.engine.RetentionProperties;
import io.siteswap.ledger.Journal;
import io.siteswap.readiness.AuditsForgotten;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
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
  @Autowired private Evidence evidence;
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
