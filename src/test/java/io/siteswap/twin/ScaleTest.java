package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void fourThousandVmsAreListedAndDrainedQuickly() {
    TwinOptions large = TwinOptions.defaults().withHostsPerSite(50).withVms(4000);
    try (TwinDrill drill = TwinDrill.start(large)) {
      for (int warm = 0; warm < 5; warm++) {
        drill.get("/vms");
      }
      long start = System.nanoTime();
      TwinDrill.Response list = drill.get("/vms");
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(list.xml().children()).hasSize(4000);
      assertThat(took).isLessThan(Duration.ofSeconds(1));

      for (int host = 1; host <= 50; host++) {
        assertThat(drill.deactivate("north-" + host).status()).isEqualTo(200);
      }
      drill.after(Duration.ofHours(1));
      assertThat(drill.status("north-1")).isEqualTo("maintenance");
      assertThat(drill.migrations()).isEqualTo(4000);
    }
  }
}
