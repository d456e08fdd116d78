package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.plan.MigrateVm;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way home, and what may happen on it. */
class FailBackTest extends DrillTest {
  private Map<String, String> before = Map.of();

  @BeforeEach
  void failedOver() {
    before = drill.world(2, 8).world();
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @Test
  void endsWhenTheStorageIsNotInSync() {
    Map<String, String> away = drill.world();

    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "reject", "array: 3 h behind");

    assertThat(drill.outcome()).contains("storageNotInSync");
    assertThat(drill.world()).isEqualTo(away);
  }

  @Test
  void bringsTheMostImportantVmsFirstAndTwoAtATime() {
    // Its enforcement would take VMs out of the order.
    drill.withoutAffinity();
    startFailback();
    Map<String, Long> most = new HashMap<>();
    drill.until(
        () -> {
          underWay().forEach((host, count) -> most.merge(host, count, Math::max));
          return !drill.run().isOpen();
        });

    assertThat(drill.world()).isEqualTo(before);
    assertThat(most).hasSize(2).allSatisfy((host, count) -> assertThat(count).isEqualTo(2));
    Map<String, List<Entry>> byHost =
        migrations().stream().collect(Collectors.groupingBy(FailBackTest::target));
    assertThat(byHost.values())
        .allSatisfy(
            toOneHost ->
                assertThat(inOrderAsked(toOneHost)).isSortedAccordingTo(Comparator.reverseOrder()));
  }

  @Test
  void goesBackFromTheMiddle() {
    Map<String, String> away = drill.world();

    bringingHome().abort("operator").decide("decideOnStuckChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("failbackUndone");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.world()).isEqualTo(away);
  }

  @Test
  void saysWhichVmWasShutDownMeanwhile() {
    drill.elsewhere("vms", "web-1", "stop").after(Duration.ofSeconds(5));

    startFailback();
    assertThat(drill.run().plan().orElseThrow().staying())
        .singleElement()
        .satisfies(vm -> assertThat(vm.why()).startsWith("is down"));
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.name()).isEqualTo("web-1");
              assertThat(difference.expected()).isEqualTo("runs on north-1");
              assertThat(difference.actual()).isEqualTo("down");
            });
  }

  @Test
  void saysWhichVmWasRemovedMeanwhile() {
    drill.elsewhere("vms", "web-1", "stop").after(Duration.ofSeconds(5));
    drill.twin().api("DELETE", "/vms/" + drill.idOf("web-1"), "");

    startFailback().untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences())
        .singleElement()
        .satisfies(difference -> assertThat(difference.actual()).isEqualTo("no longer there"));
  }

  @Test
  void asksPeopleWhenAVmIsShutDownOnTheWay() {
    bringingHome().elsewhere("vms", "batch-2", "stop").untilTask("decideOnRefusedChanges");
    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.startsWith("is down"));

    drill.decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences())
        .extracting(difference -> difference.name())
        .containsExactly("batch-2");
  }

  @Test
  void asksPeopleWhenAMigrationIsRefused() {
    drill.refuse("/vms/batch-1/migrate", "Cannot migrate VM, for a drill.", 1);
    startFailback().untilTask("decideOnRefusedChanges");
    assertThat(drill.facts().get("changes").findValuesAsText("words"))
        .anyMatch(description -> description.contains("Cannot migrate VM, for a drill."));

    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void asksPeopleWhenAMigrationSilentlyFails() {
    drill.swallow("/vms/batch-1/migrate", 1);
    startFailback().until(() -> done() == 7).later(Duration.ofMinutes(16));
    assertThat(drill.facts().get("changes").findValuesAsText("object"))
        .containsExactly("vm batch-1");

    drill.decide("decideOnStuckChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  private Drill startFailback() {
    return drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1");
  }

  private Drill bringingHome() {
    return startFailback().until(() -> !underWay().isEmpty());
  }

  private List<Entry> migrations() {
    return drill.changes().stream().filter(e -> e.change() instanceof MigrateVm).toList();
  }

  private static String target(Entry entry) {
    return ((MigrateVm) entry.change()).to().name();
  }

  private Map<String, Long> underWay() {
    return migrations().stream()
        .filter(entry -> entry.state() == ChangeState.REQUESTED)
        .collect(Collectors.groupingBy(FailBackTest::target, Collectors.counting()));
  }

  private long done() {
    return migrations().stream()
        .filter(e -> e.state() == ChangeState.DONE || e.state() == ChangeState.ALREADY)
        .count();
  }

  /** The priorities of the VMs that were asked for, those of one moment by priority. */
  private List<Integer> inOrderAsked(List<Entry> entries) {
    Map<String, Integer> priorities =
        drill.vms().stream().collect(Collectors.toMap(vm -> vm.name(), vm -> vm.priority()));
    Comparator<Entry> byTime = Comparator.comparing(e -> e.ask().requestedAt().orElse(Instant.MAX));
    return entries.stream()
        .filter(entry -> entry.ask().requestedAt().isPresent())
        .sorted(byTime.thenComparing(Entry::number))
        .map(entry -> priorities.get(entry.change().object().name()))
        .toList();
  }
}
