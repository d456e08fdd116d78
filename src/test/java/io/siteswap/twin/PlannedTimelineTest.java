package io.siteswap.twin;

import static io.siteswap.twin.RecordedWorld.HOST1_PRIMARY;
import static io.siteswap.twin.RecordedWorld.HOST1_SECONDARY;
import static io.siteswap.twin.RecordedWorld.HOST2_PRIMARY;
import static io.siteswap.twin.RecordedWorld.HOST2_SECONDARY;
import static io.siteswap.twin.RecordedWorld.VM1;
import static io.siteswap.twin.RecordedWorld.VM2;
import static io.siteswap.twin.RecordedWorld.VM3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.siteswap.twin.protocol.Element;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people did to a real Manager, done once more: each status comes as long after the first one
 * as it did there, within a stated tolerance. When exactly somebody asked was not recorded.
 */
class PlannedTimelineTest {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A recording: the world before, what was done, what is compared, and by how many seconds. */
  private record Replay(
      String name,
      UnaryOperator<RecordedWorld> before,
      Consumer<TwinDrill> act,
      double tolerance,
      List<String> compared) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Replay> replays() {
    return Stream.of(
        new Replay(
            "256-TIMELINE-deactivate-then-activate-while-preparing",
            world -> world,
            drill -> {
              drill.deactivate("host2.secondary");
              drill.after(Duration.ofMillis(1900));
              drill.activate("host2.secondary");
            },
            2.5,
            List.of("host2.secondary unassigned", "host2.secondary up")),
        new Replay(
            "267-TIMELINE-activate-host",
            world -> world.preparing(HOST2_SECONDARY, "site switch test"),
            drill -> drill.activate("host2.secondary"),
            2.5,
            List.of("host2.secondary unassigned", "host2.secondary up")),
        new Replay(
            "275-TIMELINE-vm-migrate",
            world -> world.on(VM3, HOST1_PRIMARY),
            drill ->
                drill.call(
                    "POST",
                    drill.vmPath("vm3") + "/migrate",
                    "<action><host><name>host2.secondary</name></host></action>"),
            2.5,
            List.of("vm3 migrating", "vm3 up")),
        new Replay(
            "336-TIMELINE-forceselectspm",
            world -> world.spm(HOST1_SECONDARY),
            drill -> drill.act(drill.hostPath("host2.secondary") + "/forceselectspm"),
            2.5,
            List.of("host2.secondary contending", "host2.secondary spm")),
        new Replay(
            "343-TIMELINE-deactivate-spm-host",
            world ->
                world
                    .maintenance(HOST1_PRIMARY)
                    .on(VM1, HOST2_PRIMARY)
                    .on(VM2, HOST2_PRIMARY)
                    .on(VM3, HOST2_PRIMARY)
                    .spm(HOST2_SECONDARY),
            drill -> drill.deactivate("host2.primary"),
            5,
            List.of(
                "host2.primary preparing_for_maintenance",
                "vm3 migrating",
                "vm1 migrating",
                "vm3 up",
                "host2.primary maintenance")),
        new Replay(
            "346-TIMELINE-activate-both-primaries",
            world ->
                world
                    .on(VM1, HOST1_SECONDARY)
                    .on(VM2, HOST1_SECONDARY)
                    .maintenance(HOST1_PRIMARY)
                    .maintenance(HOST2_PRIMARY),
            drill -> {
              drill.activate("host1.primary");
              drill.activate("host2.primary");
            },
            2.5,
            List.of("host1.primary unassigned", "host1.primary up", "host2.primary up")));
  }

  @ParameterizedTest
  @MethodSource("replays")
  void takesAsLongAsItTookThere(Replay replay) {
    Map<String, Double> recorded = Timeline.readChanges(replay.name()).reached();
    ManualClock clock = new ManualClock();
    RecordedWorld world = replay.before().apply(new RecordedWorld(clock.instant()));
    try (TwinDrill drill = TwinDrill.start(world.world, clock)) {
      Map<String, String> before = states(drill);
      replay.act().accept(drill);
      Map<String, Double> reached = changes(drill, before, replay.compared());

      String first = replay.compared().get(0);
      for (String what : replay.compared()) {
        assertThat(reached).as(what).containsKey(what);
        assertThat(reached.get(what) - reached.get(first))
            .as(what)
            .isCloseTo(recorded.get(what) - recorded.get(first), within(replay.tolerance()));
      }
    }
  }

  /** When each was seen first that was not so before. */
  private static Map<String, Double> changes(
      TwinDrill drill, Map<String, String> before, List<String> wanted) {
    Map<String, Double> reached = new HashMap<>();
    Map<String, String> last = before;
    for (Duration at = Duration.ZERO;
        at.compareTo(LONGEST) < 0 && !reached.keySet().containsAll(wanted);
        at = at.plus(STEP)) {
      Map<String, String> now = states(drill);
      for (var state : now.entrySet()) {
        if (!state.getValue().equals(last.get(state.getKey()))) {
          String name = state.getKey().replace(" spm", "");
          reached.putIfAbsent(name + " " + state.getValue(), at.toMillis() / 1000.0);
        }
      }
      last = now;
      drill.after(STEP);
    }
    return reached;
  }

  private static Map<String, String> states(TwinDrill drill) {
    Map<String, String> states = new HashMap<>();
    for (String list : List.of("/hosts", "/vms")) {
      for (Element one : drill.get(list).xml().children()) {
        String name = one.at("name").orElseThrow();
        states.put(name, one.at("status").orElse(""));
        Optional<String> spm = one.at("spm/status");
        spm.ifPresent(status -> states.put(name + " spm", status));
      }
    }
    return states;
  }
}
