package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaQueueTest {
  @TempDir Path folder;

  private static void loseAndConfirm(TwinDrill drill, String how) {
    drill.control("POST", "/hosts/north-2/lose", how);
    drill.after(Duration.ofMinutes(3));
    drill.call(
        "POST",
        drill.hostPath("north-2") + "/fence",
        "<action><fence_type>manual</fence_type></action>");
  }

  @Test
  void higherPriorityIsUpBeforeLowerPriorityStarts() {
    try (TwinDrill drill = TwinDrill.start()) {
      loseAndConfirm(drill, "");
      drill.until(() -> drill.vmStatus("db-2").equals("powering_up"));
      assertThat(drill.get("/vms?search=status%3Ddown").xml().children()).isNotEmpty();
      assertThat(drill.vmStatus("app-1")).isEqualTo("down");
      drill.until(() -> drill.vmStatus("app-1").equals("powering_up"));

      assertThat(drill.vmStatus("db-2")).isEqualTo("up");
    }
  }

  @Test
  void tenTriesComeQuicklyAndThenOneEveryHalfHour() {
    try (TwinDrill drill = TwinDrill.start()) {
      onlyQueued(drill, "db-2");
      loseAndConfirm(drill, "{\"onlyNetwork\":true}");
      drill.after(Duration.ofSeconds(2));
      assertThat(drill.events(9603)).isEqualTo(1);
      drill.after(Duration.ofSeconds(270));
      assertThat(drill.events(9603)).isEqualTo(10);
      drill.after(Duration.ofSeconds(1790));
      assertThat(drill.events(9603)).isEqualTo(10);
      drill.after(Duration.ofSeconds(20));
      assertThat(drill.events(9603)).isEqualTo(11);
    }
  }

  private static void onlyQueued(TwinDrill drill, String only) {
    for (String vm : drill.vmNames()) {
      if (!vm.equals(only)) {
        drill.call(
            "PUT",
            drill.vmPath(vm),
            "<vm><high_availability><enabled>false</enabled></high_availability></vm>");
      }
    }
  }

  @Test
  void lowerPriorityWaitsTenMinutesForWhatNeverComesUp() {
    try (TwinDrill drill = TwinDrill.start()) {
      drill.call("PUT", drill.vmPath("app-1"), "<vm><lease/></vm>");
      loseAndConfirm(drill, "{\"onlyNetwork\":true}");
      drill.after(Duration.ofSeconds(590));
      assertThat(drill.vmStatus("app-1")).isEqualTo("down");
      drill.after(Duration.ofSeconds(20));

      assertThat(drill.vmStatus("app-1")).isEqualTo("up");
      assertThat(drill.statistics().path("runningTwice").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aPersonWhoStartsAVmMeetsTheLeaseToo() {
    try (TwinDrill drill = TwinDrill.start()) {
      loseAndConfirm(drill, "{\"onlyNetwork\":true}");
      drill.after(Duration.ofSeconds(1));
      assertThat(drill.act(drill.vmPath("db-2") + "/start").status()).isEqualTo(200);
      drill.after(Duration.ofSeconds(3));

      assertThat(drill.vmStatus("db-2")).isEqualTo("down");
      assertThat(drill.events(119)).isEqualTo(1);
      assertThat(drill.statistics().path("runningTwice").asInt()).isZero();
    }
  }

  @Test
  void theQueueSurvivesTheTwin() {
    ManualClock clock = new ManualClock();
    try (TwinDrill before = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      before.control("POST", "/sites/north/lose", "");
      before.after(Duration.ofSeconds(100));
      before.call(
          "POST",
          before.hostPath("north-2") + "/fence",
          "<action><fence_type>manual</fence_type></action>");
      assertThat(before.vmStatus("db-2")).isEqualTo("down");
    }
    clock.pass(Duration.ofSeconds(90));

    try (TwinDrill after = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      assertThat(after.vmStatus("db-2")).isEqualTo("up");
      assertThat(after.events(507)).isPositive();
    }
  }
}
