package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.Managers;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Sighting;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The Manager's clock is minutes ahead of ours, or behind. */
class ManagersClockTest extends DrillTest {
  @Autowired private Lookout lookout;
  @Autowired private Managers managers;
  @Autowired private StretchClusters clusters;

  @ParameterizedTest
  @ValueSource(ints = {-300, 0, 300})
  void aFailureOfThisRunIsSeenWithinSeconds(int ahead) {
    world(ahead);
    drill.vm("db-2", "{\"migrationsToFail\":1,\"migrationError\":\"no route\"}");
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.change("db-2").ask().requestedAt().isPresent());
    Instant asked = drill.change("db-2").ask().requestedAt().orElseThrow();

    drill.untilTask("decideOnRefusedChanges");

    assertThat(drill.now()).isBefore(asked.plusSeconds(60));
  }

  /** It failed a minute before the run, when the Manager's clock showed what ours shows now. */
  @ParameterizedTest
  @ValueSource(ints = {-300, 0, 300})
  void aFailureFromBeforeTheRunCountsForNothing(int ahead) {
    world(ahead);
    drill.vm("db-2", "{\"migrationsToFail\":1,\"migrationError\":\"no route\"}");
    drill.elsewhere("vms", "db-2", "migrate").after(Duration.ofMinutes(1));

    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  @ParameterizedTest
  @ValueSource(ints = {-300, 0, 300})
  void theTimeOfALossIsTheSame(int ahead) {
    world(ahead);
    Instant lost = drill.now();
    drill.lose("north").after(Duration.ofSeconds(40));

    lookout.look(clusters.named("demo"));

    assertThat(lookout.sightings("demo")).extracting(Sighting::since).containsExactly(lost);
  }

  private void world(int ahead) {
    drill
        .twin()
        .control(
            "POST",
            "world",
            "{\"hostsPerSite\":2,\"vms\":6,\"clockAheadSeconds\":%d}".formatted(ahead));
    // It is read at most once a minute, and the drill has begun with another world just now.
    managers.of(clusters.named("demo")).version();
  }
}
