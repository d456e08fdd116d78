package io.siteswap.recovery.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.recovery.Earshot;
import io.siteswap.runbook.steps.Survey;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A site that is dark looks to the Manager as well as one that waits in maintenance. */
class ReturnAdviceTest extends DrillTest {
  @Autowired private Survey survey;
  @Autowired private StretchClusters clusters;
  @Autowired private ClusterSettingsByName settings;

  private final List<HostRef> asked = new ArrayList<>();

  @BeforeEach
  void northIsAway() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync");
  }

  @Test
  void hostsThatReturnAndAreNotHeardAreNamed() {
    assertThat(advice(host -> host.name().equals("north-2")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("returning-host-silent");
              assertThat(finding.what())
                  .startsWith("1 of 3 hosts")
                  .contains("north-2 (port 22: no answer)");
            });
    assertThat(asked).extracting(HostRef::name).containsExactly("north-1", "north-2", "north-3");
  }

  @Test
  void hostsThatAreHeardNeedNoWord() {
    assertThat(advice(host -> false)).isEmpty();
  }

  @Test
  void whoIsBackAlreadyIsNotAsked() {
    drill.elsewhere("hosts", "north-1", "activate");
    drill.until(() -> drill.host("north-1").isUp());

    assertThat(advice(host -> true)).hasSize(1);
    assertThat(asked).extracting(HostRef::name).containsExactly("north-2", "north-3");
  }

  private List<Finding> advice(Predicate<HostRef> silent) {
    Earshot earshot =
        (Recovery recovery, List<HostRef> hosts, Inventory now) -> {
          asked.addAll(hosts);
          return hosts.stream()
              .filter(silent)
              .collect(Collectors.toMap(host -> host, host -> "port 22: no answer"));
        };
    return new ReturnAdvice(earshot, clusters, settings)
        .on(drill.run(), drill.run().requirePlan(), survey.look(drill.run()))
        .toList();
  }
}
