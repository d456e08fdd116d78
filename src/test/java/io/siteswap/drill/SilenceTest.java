package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.recovery.Lookout;
import io.siteswap.recovery.Sighting;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Silence at both ends of what was seen of real Managers: 5 s until it is noticed and a minute
 * until hosts are given up, or 20 s and more than two minutes.
 */
class SilenceTest extends DrillTest {
  @Autowired private Lookout lookout;
  @Autowired private StretchClusters clusters;

  @ParameterizedTest
  @CsvSource({"5,60", "20,140"})
  void aLostSiteIsRecoveredFromTheFirstSign(int noticed, int grace) {
    Instant lost = lose(noticed, grace);
    drill.until(() -> drill.hosts("north").stream().allMatch(host -> host.isSilent()));
    lookout.look(clusters.named("demo"));
    assertThat(lookout.sightings("demo")).extracting(Sighting::since).containsExactly(lost);

    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();

    assertRecovered();
  }

  @ParameterizedTest
  @CsvSource({"5,60", "20,140"})
  void aLostSiteIsRecoveredAfterItWasGivenUp(int noticed, int grace) {
    lose(noticed, grace);
    drill.until(
        () -> drill.hosts("north").stream().allMatch(host -> host.is(HostStatus.NON_RESPONSIVE)));

    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();

    assertRecovered();
  }

  /** Its hosts are never connecting; once the page was silent for 41 s. */
  @ParameterizedTest
  @CsvSource({"5,60", "20,140"})
  void aSiteThatDiesWhileItsHostsPrepareIsSeenWithinHalfAMinute(int noticed, int grace) {
    drill.world(2, 6).vm("db-2", "{\"stuck\":true}");
    silence(noticed, grace);
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.migrations().size() >= 2);
    Instant lost = drill.now();

    drill.lose("north").until(this::isSighted);

    assertThat(drill.hosts("north"))
        .as("as the Manager shows them")
        .noneMatch(host -> host.is(HostStatus.CONNECTING));
    assertThat(drill.now()).isBeforeOrEqualTo(lost.plusSeconds(noticed + 30));
    assertThat(lookout.sightings("demo"))
        .singleElement()
        .satisfies(
            sighting ->
                assertThat(Duration.between(lost, sighting.since()).abs())
                    .isLessThan(Duration.ofSeconds(15)));
  }

  private boolean isSighted() {
    lookout.look(clusters.named("demo"));
    return !lookout.sightings("demo").isEmpty();
  }

  private Instant lose(int noticed, int grace) {
    drill.world(2, 6);
    silence(noticed, grace);
    Instant lost = drill.now();
    drill.lose("north");
    return lost;
  }

  private void silence(int noticed, int grace) {
    drill
        .twin()
        .control(
            "POST",
            "silence",
            "{\"noticedSeconds\":%d,\"graceSeconds\":%d}".formatted(noticed, grace));
  }

  private void assertRecovered() {
    assertThat(drill.outcome()).contains("siteRecovered");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.vms())
        .allMatch(vm -> vm.isUp() && vm.host().orElseThrow().name().startsWith("south"));
  }
}
