package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.readiness.checks.Finding;
import io.siteswap.runbook.Conflict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two names of one cluster that were not seen at the start, for the Manager did not answer. */
class TwoNamesTest extends DrillTest {
  private static final String SECOND = "siteswap.clusters.second.";

  @DynamicPropertySource
  static void theManagerIsAwayAndHasASecondName(DynamicPropertyRegistry properties) {
    for (String method : List.of("GET", "POST")) {
      new TwinControl(DrillConfiguration.TWIN.api())
          .control(
              "POST",
              "faults",
              "{\"method\":\"%s\",\"path\":\"/**\",\"status\":503,\"times\":-1}".formatted(method));
    }
    // Engines of one JVM are found by name, and the other drills look for theirs.
    properties.add("camunda.bpm.process-engine-name", () -> "second");
    properties.add("spring.datasource.url", () -> "jdbc:h2:mem:second;DB_CLOSE_DELAY=-1");
    properties.add(
        SECOND + "manager.url",
        () -> DrillConfiguration.TWIN.api().toString().replace("127.0.0.1", "localhost"));
    properties.add(SECOND + "manager.user", () -> "admin@internal");
    properties.add(SECOND + "manager.password", () -> "admin");
    properties.add(SECOND + "cluster", () -> "Default");
    properties.add(SECOND + "lease-storage-domain", () -> "data");
    properties.add(SECOND + "primary.name", () -> "north");
    properties.add(SECOND + "primary.hosts", () -> "north-*");
    properties.add(SECOND + "secondary.name", () -> "south");
    properties.add(SECOND + "secondary.hosts", () -> "south-*");
  }

  @AfterAll
  static void noMoreFaults() {
    new TwinControl(DrillConfiguration.TWIN.api()).control("DELETE", "faults", "");
  }

  @Test
  void onlyTheFirstRunIsOpenedAndNoOtherIsApproved() {
    start("demo");
    assertThat(drill.run().findings()).noneMatch(Finding::isBlocker);

    start("second");
    assertThat(drill.run().findings())
        .filteredOn(Finding::isBlocker)
        .extracting(Finding::what)
        .containsExactly("demo is the very same cluster of the same Manager");

    assertThatThrownBy(() -> start("second"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("cluster second is configured once more, as demo");
    assertThatThrownBy(() -> start("demo")).hasMessageContaining("as second");
    assertThat(drill.runs()).hasSize(2);
  }

  private void start(String cluster) {
    drill.start("fail-over-site", Map.of("cluster", cluster, "site", "north"));
  }
}
