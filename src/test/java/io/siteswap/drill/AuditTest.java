package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.readiness.Audit;
import io.siteswap.readiness.Audit.Change;
import io.siteswap.readiness.Audit.Line;
import io.siteswap.readiness.Audits;
import io.siteswap.readiness.State;
import io.siteswap.readiness.checks.Finding.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Readiness is looked at again and again, and what changed is told with who changed it. */
class AuditTest extends DrillTest {
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService management;
  @Autowired private Audits audits;

  @Test
  void saysOfEachRunbookWhetherItWouldWork() {
    Audit audit = audit();

    assertThat(audit.findings()).extracting(line -> line.finding().code()).contains("hosts-up");
    assertThat(audits.summary("demo").orElseThrow().states().keySet())
        .containsExactly("fail-back-site", "fail-over-site", "recover-lost-site");
    assertThat(state("fail-over-site")).isEqualTo(State.DEGRADED);
  }

  @Test
  void isNotReadyWhileASiteSleeps() {
    drill.elsewhere("hosts", "south-1", "deactivate");
    drill.elsewhere("hosts", "south-2", "deactivate");
    drill.elsewhere("hosts", "south-3", "deactivate").after(Duration.ofSeconds(5));

    assertThat(find(audit(), "no-host-up").finding().what())
        .isEqualTo("0 of 3 hosts of south are up");
    assertThat(state("fail-over-site")).isEqualTo(State.NOT_READY);
    assertThat(state("fail-back-site")).isEqualTo(State.DEGRADED);
  }

  @Test
  void tellsWhatCameAndWhoDidIt() {
    audit();
    drill.later(Duration.ofMinutes(5));
    drill.twin().api("PUT", "/hosts/" + drill.idOf("north-2"), "{\"spm\":{\"priority\":\"2\"}}");

    Audit audit = audit();

    Change change = change(audit, "spm-priorities-mixed");
    assertThat(change.appeared()).isTrue();
    assertThat(change.causes())
        .extracting(LogEntry::user, LogEntry::description)
        .containsExactly(
            tuple(
                "admin@internal-authz",
                "Host north-2 configuration was updated by admin@internal-authz."));
  }

  /** One that the clock asks for on one node, and one that somebody asks for on another. */
  @Test
  void tellsOnceWhatTwoAuditsSeeAtTheSameTime() {
    audit();
    drill.later(Duration.ofMinutes(5)).placement("db-1", "pinned");
    drill.fault("{\"method\":\"GET\",\"path\":\"/hosts\",\"delayMillis\":500,\"times\":2}");

    Stream.of(1, 2)
        .map(one -> CompletableFuture.runAsync(this::audit))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(audits.history("demo", 10).stream().flatMap(audit -> audit.changes().stream()))
        .extracting(change -> change.finding().code())
        .containsOnlyOnce("vm-cannot-move");
  }

  @Test
  void tellsWhatWent() {
    drill.placement("db-1", "pinned");
    audit();
    drill.later(Duration.ofMinutes(5)).placement("db-1", "migratable");

    Change change = change(audit(), "vm-cannot-move:db-1");

    assertThat(change.appeared()).isFalse();
    assertThat(change.causes()).extracting(LogEntry::user).containsExactly("admin@internal-authz");
  }

  @Test
  void remembersSinceWhenAndKeepsOneRowWhileNothingChanges() {
    // By now the Manager fences again, which is not what this is about.
    drill.later(Duration.ofMinutes(6)).placement("db-1", "pinned");
    var began = drill.now();
    audit();
    drill.later(Duration.ofMinutes(5));
    audit();
    drill.later(Duration.ofMinutes(5));

    Audit audit = audit();

    assertThat(find(audit, "vm-cannot-move:db-1").since()).isEqualTo(began);
    assertThat(audit.confirmedAt()).isEqualTo(drill.now());
    assertThat(audits.history("demo", 10)).hasSize(1);
  }

  @Test
  void saysThatTheManagerIsAwayAndForgetsNothing() {
    drill.placement("db-1", "pinned");
    audit();
    drill.managerAway();

    Audit away = audit();

    assertThat(away.findings().get(0).finding().code()).isEqualTo("manager-away");
    assertThat(find(away, "vm-cannot-move:db-1").finding().level()).isEqualTo(Level.WARNING);
    assertThat(state("recover-lost-site")).isEqualTo(State.NOT_READY);
    assertThat(away.changes()).hasSize(1);

    drill.noMoreFaults();
    assertThat(change(audit(), "manager-away").appeared()).isFalse();
  }

  @Test
  void saysWhatItCouldNotRead() {
    drill.fault("{\"method\":\"GET\",\"path\":\"/imagetransfers\",\"status\":403,\"times\":-1}");

    assertThat(find(audit(), "image-transfers-unknown").finding().level()).isEqualTo(Level.WARNING);
  }

  @Test
  void seesWhatTheInventoryLeavesOut() {
    drill.twin().control("POST", "imagetransfers", "{\"vm\":\"db-1\"}");
    drill.twin().control("POST", "hosts/south-1", "{\"outOfSync\":\"vm-traffic\"}");
    drill.twin().control("POST", "hosts/south-2", "{\"withoutNetwork\":\"vm-traffic\"}");
    drill.twin().control("POST", "hosts/north-3", "{\"hostedEngine\":true}");

    Audit audit = audit();

    assertThat(find(audit, "image-transfer").finding().what())
        .isEqualTo("An image transfer is under way on north-1");
    assertThat(find(audit, "network-out-of-sync:south-1/vm-traffic").finding().level())
        .isEqualTo(Level.WARNING);
    assertThat(find(audit, "network-missing:south-2/vm-traffic").finding().isBlocker()).isTrue();
    assertThat(find(audit, "hosted-engine:north-3").finding().isBlocker()).isTrue();
    assertThat(find(audit, "affinity-weight").finding().level()).isEqualTo(Level.OK);
  }

  /** Once it was said only when a plan was drawn up, which is in the night. */
  @Test
  void saysWhatTheAccountMayNotDo() {
    drill.twin().control("POST", "account", "{\"permits\":[\"manipulate_host\",\"login\"]}");

    Audit audit = audit();

    assertThat(find(audit, "permission-missing:run_vm").runbooks())
        .containsExactly("recover-lost-site");
    assertThat(find(audit, "permission-missing:migrate_vm").runbooks())
        .containsExactly("fail-back-site", "fail-over-site");
  }

  @Test
  void saysThatTheManagerFencesNobodyYet() {
    assertThat(find(audit(), "manager-just-started").finding().evidence()).contains("started at");

    drill.later(Duration.ofMinutes(6));

    assertThat(audit().findings())
        .extracting(line -> line.finding().code())
        .doesNotContain("manager-just-started");
  }

  @Test
  void asksAtMostFifteenRequestsOfAnyWorld() {
    for (int vms : new int[] {0, 24, 500}) {
      drill.world(3, vms);
      drill.forgetRequests();

      audit();

      assertThat(drill.requests() - drill.requests("POST", "/sso/oauth/token"))
          .isLessThanOrEqualTo(15);
    }
  }

  /** In drills the clock of the audits stands still, so this one is pushed. */
  @Test
  void looksAtAllClustersWhenItsTimeHasCome() {
    Job timer =
        management.createJobQuery().processDefinitionKey("audit-readiness").timers().singleResult();
    assertThat(timer.getDuedate()).isAfter("2100-01-01");

    management.executeJob(timer.getId());

    assertThat(audits.lastAt("demo")).contains(drill.now());
    assertThat(management.createJobQuery().processDefinitionKey("audit-readiness").count())
        .isEqualTo(1);
  }

  @Test
  void isNoRunAndHoldsNoneUp() {
    drill.start("fail-over-site", "north");

    audit();

    assertThat(drill.runs()).hasSize(1);
    assertThat(drill.findTask("approvePlan")).isPresent();
  }

  @Test
  void isForOperators() {
    assertThatThrownBy(() -> auditAs("auditor", "demo")).isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(() -> auditAs("operator", "nowhere"))
        .hasMessageContaining("'nowhere' is no configured cluster: expected demo");
  }

  private Audit audit() {
    auditAs("operator", "demo");
    return audits.latest("demo").orElseThrow();
  }

  private void auditAs(String user, String cluster) {
    drill.as(
        user,
        () -> runtime.startProcessInstanceByKey("audit-readiness", Map.of("cluster", cluster)));
  }

  private State state(String runbook) {
    return audits.summary("demo").orElseThrow().state(runbook);
  }

  private static Line find(Audit audit, String key) {
    List<Line> found =
        audit.findings().stream()
            .filter(line -> line.finding().key().equals(key) || line.finding().code().equals(key))
            .toList();
    assertThat(found).as(key + " in " + audit.findings()).isNotEmpty();
    return found.get(0);
  }

  private static Change change(Audit audit, String key) {
    assertThat(audit.changes()).extracting(change -> change.finding().key()).contains(key);
    return audit.changes().stream()
        .filter(change -> change.finding().key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
