package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AffinityTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private String add(String rule) {
    TwinDrill.Response added =
        drill.call(
            "POST",
            drill.clusterPath() + "/affinitygroups",
            "<affinity_group><name>new</name><hosts_rule>"
                + rule
                + "</hosts_rule></affinity_group>");
    assertThat(added.status()).isEqualTo(201);
    return added.xml().at("hosts_rule/enabled").orElseThrow();
  }

  @Test
  void enabledAloneSwitchesNothingOn() {
    assertThat(add("<enabled>true</enabled>")).isEqualTo("false");
  }

  @Test
  void positiveSwitchesTheRuleOn() {
    assertThat(add("<enabled>true</enabled><positive>true</positive>")).isEqualTo("true");
  }

  @Test
  void vmsDriftHomeOneAMinuteOnceTheirHostsAreUp() {
    List<String> north = List.of("north-1", "north-2", "north-3");
    north.forEach(drill::deactivate);
    drill.after(Duration.ofMinutes(3));
    assertThat(drill.get(drill.group()).xml().at("broken")).hasValue("true");
    assertThat(drill.migrations()).isEqualTo(24);

    north.forEach(drill::activate);
    drill.after(Duration.ofMinutes(6));

    assertThat(drill.migrations()).isBetween(27, 30);
    drill.after(Duration.ofMinutes(40));
    assertThat(drill.migrations()).isEqualTo(24 + 18);
    assertThat(drill.get(drill.group()).xml().at("broken")).hasValue("false");
    assertThat(drill.whereIs("batch-1")).startsWith("south");
  }

  @Test
  void withoutTheRuleNothingDrifts() {
    drill.call(
        "PUT",
        drill.group(),
        "<affinity_group><hosts_rule><enabled>false</enabled></hosts_rule></affinity_group>");
    List<String> north = List.of("north-1", "north-2", "north-3");
    north.forEach(drill::deactivate);
    drill.after(Duration.ofMinutes(3));
    north.forEach(drill::activate);
    drill.after(Duration.ofMinutes(30));

    assertThat(drill.migrations()).isEqualTo(24);
  }
}
