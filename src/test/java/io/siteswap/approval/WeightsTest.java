package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the table is told of a run. */
class WeightsTest extends DrillTest {
  /** Over midnight, in summer, in the hour that is left out in spring, and with half an hour. */
  private static final Map<String, Integer> HOURS =
      Map.of(
          "2026-11-22T23:30:00Z Europe/Berlin", 0,
          "2026-07-01T21:59:59Z Europe/Berlin", 23,
          "2026-07-01T22:00:00Z Europe/Berlin", 0,
          "2026-03-29T01:30:00Z Europe/Berlin", 3,
          "2026-11-22T04:59:59Z Asia/Kolkata", 10,
          "2026-11-22T04:59:59Z UTC", 4);

  @Test
  void theHourIsThatOfTheZone() {
    drill.world(2, 4).start("fail-over-site", "north");

    HOURS.forEach(
        (when, hour) -> {
          int gap = when.indexOf(' ');
          assertThat(
                  weighed(
                      Instant.parse(when.substring(0, gap)), ZoneId.of(when.substring(gap + 1))))
              .as(when)
              .containsEntry("hour", hour)
              .containsEntry("runbook", "fail-over-site")
              .containsEntry("cluster", "demo")
              .containsEntry("vms", 4)
              .containsEntry("emergency", false)
              .containsEntry("off", false);
        });
  }

  private Map<String, Object> weighed(Instant now, ZoneId zone) {
    return new Weights(List.of(), new ApprovalProperties("", zone, false), () -> now)
        .of(drill.run());
  }
}
