package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  @TempDir Path folder;

  @Test
  void findsTheWorldAsItWasAndCatchesUp() {
    ManualClock clock = new ManualClock();
    try (TwinDrill before = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      before.fault("{\"method\":\"GET\",\"path\":\"/networks\",\"times\":5,\"status\":503}");
      before.deactivate("north-2");
      before.after(Duration.ofSeconds(5));
      before.act(before.hostPath("south-1") + "/refresh");
      assertThat(before.status("north-2")).isEqualTo("preparing_for_maintenance");
    }
    clock.pass(Duration.ofMinutes(2));

    try (TwinDrill after = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      assertThat(after.status("north-2")).isEqualTo("maintenance");
      assertThat(after.migrations()).isEqualTo(8);
      assertThat(after.events(63)).isEqualTo(8);
      assertThat(after.get("/networks").status()).isEqualTo(503);
    }
  }

  @Test
  void nothingAnsweredIsLostWhenTheProcessDies() throws IOException {
    ManualClock clock = new ManualClock();
    try (TwinDrill alive = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      alive.call("PUT", alive.hostPath("south-2"), "<host><comment>kept</comment></host>");
      byte[] written = Files.readAllBytes(folder.resolve("twin.json"));
      assertThat(new String(written, StandardCharsets.UTF_8)).contains("kept");
    }
  }

  @Test
  void theWholeStateSurvives() {
    ManualClock clock = new ManualClock();
    String group;
    try (TwinDrill before = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      before.call(
          "PUT", before.hostPath("south-2"), "<host><spm><priority>0</priority></spm></host>");
      before.call("PUT", before.vmPath("db-1"), "<vm><lease/></vm>");
      before.control("POST", "/speed", "{\"speed\":10}");
      before.act(before.hostPath("south-3") + "/forceselectspm");
      group = before.get(before.group()).body();
    }
    try (TwinDrill after = TwinDrill.start(TwinDrill.keptIn(folder), clock)) {
      assertThat(after.host("south-2").at("spm/priority")).hasValue("0");
      assertThat(after.vm("db-1").child("lease")).isEmpty();
      assertThat(after.get(after.group()).body()).isEqualTo(group);
      assertThat(after.control("GET", "/speed", "").json().path("speed").asInt()).isEqualTo(10);
      after.after(Duration.ofSeconds(2));
      assertThat(after.host("south-3").at("spm/status")).hasValue("spm");
    }
  }

  @Test
  void aWorldOfAnOlderTwinIsTakenOver() throws IOException {
    try (TwinDrill before = TwinDrill.start(TwinDrill.keptIn(folder))) {
      assertThat(before.vm("db-1").at("storage_error_resume_behaviour")).hasValue("kill");
    }
    Path file = folder.resolve("twin.json");
    String older =
        Files.readString(file)
            .replaceAll("\"(resume|preset)\":\"[A-Z_]+\",", "")
            .replaceAll("\"(edition|sshPort)\":\\d+,", "")
            .replaceAll("\"settings\":\\{[^}]*},", "")
            .replaceAll("\"power\":\\{[^}]*},", "");
    assertThat(older).doesNotContain("resume\"", "settings", "power", "edition");
    Files.writeString(file, older);

    try (TwinDrill after = TwinDrill.start(TwinDrill.keptIn(folder))) {
      assertThat(after.vm("db-1").at("storage_error_resume_behaviour")).hasValue("kill");
      assertThat(after.host("north-1").at("ssh/port")).hasValue("22");
      assertThat(after.get(after.clusterPath()).xml().at("fencing_policy/enabled"))
          .hasValue("true");
    }
  }

  @Test
  void aBrokenFileIsPutAside() throws IOException {
    Files.writeString(folder.resolve("twin.json"), "{\"anchor\": ");

    try (TwinDrill drill = TwinDrill.start(TwinDrill.keptIn(folder))) {
      assertThat(drill.get("/hosts").xml().children()).hasSize(6);
      assertThat(folder.resolve("twin.json.broken")).hasContent("{\"anchor\": ");
    }
  }
}
