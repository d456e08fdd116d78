package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TwinOptionsTest {
  private final TwinOptions usual = TwinOptions.defaults();

  @Test
  void refuseAtBirthWithTheValue() {
    assertThatThrownBy(() -> usual.withSpeed(0))
        .hasMessage("speed is 0.0: expected a number above 0");
    assertThatThrownBy(() -> usual.withHostsPerSite(251))
        .hasMessage("hostsPerSite is 251: expected 1 to 250");
    assertThatThrownBy(() -> usual.withVms(-1)).hasMessage("vms is -1: expected 0 to 10000");
    assertThatThrownBy(() -> usual.withPort(70_000))
        .hasMessage("port is 70000: expected 0 to 65535");
  }

  @Test
  void aSmallWorldIsAWorld() {
    try (TwinDrill drill = TwinDrill.start(usual.withHostsPerSite(1).withVms(0))) {
      assertThat(drill.get("/hosts").xml().children()).hasSize(2);
      assertThat(drill.get("/vms").xml().children()).isEmpty();
    }
  }

  @Test
  void oneSiteAloneCarriesAllVmsWithAQuarterToSpare() {
    for (int hosts : new int[] {1, 2, 4, 5, 7}) {
      try (TwinDrill drill = TwinDrill.start(usual.withHostsPerSite(hosts).withVms(100))) {
        long capacity = sum(drill.get("/hosts?search=name%3Dsouth%2A"));
        long wanted = sum(drill.get("/vms"));
        assertThat(capacity).isGreaterThanOrEqualTo(wanted + wanted / 4);
        assertThat(drill.get("/hosts?search=name%3Dnorth%2A").xml().children())
            .allMatch(host -> Long.parseLong(host.at("max_scheduling_memory").orElseThrow()) > 0);
      }
    }
  }

  private static long sum(TwinDrill.Response list) {
    return list.xml().children().stream()
        .mapToLong(thing -> Long.parseLong(thing.at("memory").orElseThrow()))
        .sum();
  }
}
