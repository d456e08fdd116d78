package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded losses once more: each status that matters is reached within a stated tolerance of when
 * a real Manager reached it. What people and other programs did there meanwhile is not replayed.
 */
class TimelineTest {
  private static final Path FOLDER = Path.of("src/test/resources/twin/timelines");

  /**
   * A recording: the hosts that were lost, after how many of its seconds, how long the Manager took
   * to notice, what is compared, and by how many seconds it may differ.
   */
  private record Replay(
      String name,
      List<String> lost,
      double lostAt,
      int noticed,
      boolean preparing,
      double tolerance,
      List<String> compared) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Replay> replays() {
    List<String> north = List.of("north-1", "north-2");
    return Stream.of(
        new Replay(
            "441-TIMELINE-site-failure-no-pm",
            List.of("host1.primary", "host2.primary"),
            0.4,
            5,
            false,
            5,
            List.of(
                "host1.primary connecting",
                "host2.primary connecting",
                "host2.primary non_responsive",
                "host1.primary non_responsive",
                "vm2 unknown",
                "vm3 unknown",
                "vm1 unknown",
                "vm2 powering_up",
                "vm1 powering_up")),
        new Replay(
            "732-TIMELINE-site-lost-and-confirmed",
            north,
            0,
            22,
            false,
            15,
            List.of(
                "north-1 connecting",
                "north-2 connecting",
                "north-2 non_responsive",
                "north-1 non_responsive",
                "vm2 unknown",
                "vm1 unknown")),
        new Replay(
            "735-TIMELINE-site-lost-while-hosts-are-preparing",
            north,
            10.8,
            22,
            true,
            3,
            List.of("north-1 non_responsive", "north-2 non_responsive", "vm2 unknown")),
        new Replay(
            "736-TIMELINE-site-lost-vms-restarted-before-the-confirmation",
            north,
            0,
            16,
            false,
            15,
            List.of(
                "north-2 connecting",
                "north-2 non_responsive",
                "north-1 non_responsive",
                "vm2 powering_up",
                "vm4 powering_up")),
        new Replay(
            "737-TIMELINE-refused-until-confirmed",
            List.of("south-2"),
            0,
            18,
            false,
            5,
            List.of(
                "south-2 connecting",
                "south-2 non_responsive",
                "vm2 unknown",
                "vm2 powering_up",
                "vm3 powering_up",
                "vm6 powering_up")));
  }

  @ParameterizedTest
  @MethodSource("replays")
  void happensWhenItHappenedThere(Replay replay) {
    Timeline recorded = Timeline.read(replay.name());
    ManualClock clock = new ManualClock();
    try (TwinDrill drill = TwinDrill.start(world(replay, clock), clock)) {
      Map<String, Double> reached = replayed(drill, replay);
      for (String what : replay.compared()) {
        assertThat(reached).as(what).containsKey(what);
        assertThat(reached.get(what) + replay.lostAt())
            .as(what)
            .isCloseTo(recorded.at(what), within(replay.tolerance()));
      }
      if (replay.preparing()) {
        assertThat(reached).doesNotContainKeys("north-1 connecting", "north-2 connecting");
        assertThat(recorded.reached()).doesNotContainKeys("north-1 connecting");
      }
    }
  }

  private static World world(Replay replay, ManualClock clock) {
    if (replay.name().startsWith("441")) {
      return lostSite(clock).world;
    }
    return replay.name().startsWith("737")
        ? NorthSouthWorld.failedOver(clock.instant())
        : NorthSouthWorld.full(clock.instant());
  }

  private static RecordedWorld lostSite(ManualClock clock) {
    RecordedWorld world =
        new RecordedWorld(clock.instant())
            .on(RecordedWorld.VM3, RecordedWorld.HOST2_PRIMARY)
            .spm(RecordedWorld.HOST1_PRIMARY);
    world.world.vms.get(RecordedWorld.VM3).lease = Optional.empty();
    return world;
  }

  /** The agents behind the recordings were no hypervisors: dead ones held no lease. */
  private static Map<String, Double> replayed(TwinDrill drill, Replay replay) {
    drill.control(
        "POST", "/silence", "{\"leaseSeconds\":0,\"noticedSeconds\":" + replay.noticed() + "}");
    if (replay.preparing()) {
      replay.lost().forEach(drill::deactivate);
      drill.after(Duration.ofSeconds(3));
    }
    replay.lost().forEach(host -> drill.control("POST", "/hosts/" + host + "/lose", ""));
    Map<String, Double> reached = new HashMap<>();
    for (int second = 0; second < 130; second++) {
      drill.after(Duration.ofSeconds(1));
      double now = second + 1;
      for (String list : List.of("/hosts", "/vms")) {
        for (Element one : drill.get(list).xml().children()) {
          String status = one.at("name").orElse("") + " " + one.at("status").orElse("");
          reached.putIfAbsent(status, now);
        }
      }
    }
    return reached;
  }

  /**
   * Recorded as 434 to 440: what lists showed 20 and 120 seconds after the loss, and the events.
   */
  @Test
  void showsWhatWasShownTwentyAndAHundredAndTwentySecondsAfterTheLoss() {
    ManualClock clock = new ManualClock();
    try (TwinDrill drill = TwinDrill.start(lostSite(clock).later441().world, clock)) {
      drill.control("POST", "/silence", "{\"leaseSeconds\":0}");
      drill.control("POST", "/sites/primary/lose", "");
      drill.after(Duration.ofSeconds(20));
      assertThat(missing(drill, "434-site-failure-hosts-20s")).isEmpty();
      // vm4 had just migrated between the two hosts that live; 434 and 435 differ about where to.
      assertThat(missing(drill, "435-site-failure-vms-20s").keySet())
          .allMatch(fact -> fact.contains(RecordedWorld.VM4 + " host"));
      assertThat(missing(drill, "436-site-failure-dc-20s")).isEmpty();
      drill.after(Duration.ofSeconds(100));
      assertThat(missing(drill, "439-site-failure-dc-120s")).isEmpty();
      assertThat(missing(drill, "440-site-failure-sd-120s")).isEmpty();
      assertThat(missing(drill, "438-site-failure-vms-120s").keySet())
          .allMatch(fact -> fact.matches(".* host [0-9a-f-]+"));
      assertThat(drill.vmStatus("vm1")).isEqualTo("up");
      assertThat(drill.whereIs("vm1")).endsWith("secondary");
      assertThat(drill.vmStatus("vm3")).as("without a lease").isEqualTo("unknown");
      assertThat(drill.events(9027)).isEqualTo(2);
      assertThat(drill.events(10802)).isEqualTo(2);
      assertThat(drill.events(142)).isEqualTo(3);
      assertThat(drill.events(12)).isEqualTo(2);
      assertThat(drill.events(9028)).isEqualTo(2);
      assertThat(drill.events(987)).isEqualTo(1);
      assertThat(drill.events(506)).isGreaterThanOrEqualTo(2);
    }
  }

  /** The other end of the spread: seen on a real Manager with another kind of partition. */
  @Test
  void silenceCanTakeMuchLongerToBeNoticedAndToBeGivenUp() {
    try (TwinDrill drill = TwinDrill.start()) {
      drill.control("POST", "/silence", "{\"noticedSeconds\":20,\"graceSeconds\":140}");
      drill.control("POST", "/sites/north/lose", "");
      drill.after(Duration.ofSeconds(19));
      assertThat(drill.status("north-2")).isEqualTo("up");
      drill.after(Duration.ofSeconds(2));
      assertThat(drill.status("north-2")).isEqualTo("connecting");
      drill.after(Duration.ofSeconds(118));
      assertThat(drill.status("north-2")).isEqualTo("connecting");
      drill.after(Duration.ofSeconds(8));
      assertThat(drill.status("north-2")).isEqualTo("non_responsive");
      assertThat(drill.control("POST", "/silence", "{\"graceSeconds\":-1}").status())
          .isEqualTo(400);
    }
  }

  @Test
  void aSiteThatDiesOnItsWayToMaintenanceIsToldOfByAnEventAfterTwentySeconds() {
    try (TwinDrill drill = TwinDrill.start()) {
      drill.deactivate("north-2");
      drill.control("POST", "/sites/north/lose", "");
      drill.after(Duration.ofSeconds(23));
      assertThat(drill.status("north-2")).isEqualTo("preparing_for_maintenance");
      assertThat(drill.get("/events?search=event_host%3Dnorth-2+and+type%3D10802").body())
          .contains("last response arrived 22500 ms ago");
    }
  }

  private static Map<String, String> missing(TwinDrill drill, String name) {
    return ContractTest.missing(drill, Transcript.read(FOLDER.resolve(name + ".http")));
  }
}
