package io.siteswap.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.WrongConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often somebody looks whether a site is lost. */
class LookoutPropertiesTest {
  @Test
  void refuseWhatCannotWork() {
    assertThatThrownBy(() -> new LookoutProperties(Duration.ofMillis(100)))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage("siteswap.lookout.interval is 'PT0.1S', which is too often");
  }

  @Test
  void mayBeSwitchedOff() {
    assertThat(new LookoutProperties(Duration.ZERO).isOff()).isTrue();
    assertThat(new LookoutProperties(Duration.ofSeconds(15)).isOff()).isFalse();
  }
}
