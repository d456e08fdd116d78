package io.siteswap.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often the clusters are audited, and for how long what was found is kept. */
class ReadinessPropertiesTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void refuseWhatCannotWork() {
    assertThatThrownBy(() -> new ReadinessProperties(Duration.ofSeconds(1), MONTH))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage("siteswap.readiness.interval is 'PT1S', which is too often");
    assertThatThrownBy(() -> new ReadinessProperties(Duration.ofMinutes(5), Duration.ofHours(1)))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage("siteswap.readiness.keep is 'PT1H', which is too short");
  }

  @Test
  void mayLeaveItToPeople() {
    assertThat(new ReadinessProperties(Duration.ZERO, MONTH).isOnDemandOnly()).isTrue();
  }
}
