package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FencingPolicyTest {
  private final TwinDrill drill = TwinDrill.start();

  @AfterEach
  void stop() {
    drill.close();
  }

  private void loseNorthUnder(String policy) {
    String body = "<cluster><fencing_policy>" + policy + "</fencing_policy></cluster>";
    assertThat(drill.call("PUT", drill.clusterPath(), body).status()).isEqualTo(200);
    drill.control("POST", "/hosts/north-2", "{\"powerManaged\":true}");
    drill.control("POST", "/sites/north/lose", "");
    drill.after(Duration.ofMinutes(3));
  }

  @Test
  void withoutPowerManagementAPersonIsAskedAndWithItFencingFails() {
    loseNorthUnder("<enabled>true</enabled>");

    assertThat(drill.events(9028)).isEqualTo(2);
    assertThat(drill.events(9002)).isEqualTo(1);
  }

  @Test
  void halfOfTheHostsIsTheThreshold() {
    loseNorthUnder(
        "<skip_if_connectivity_broken><enabled>true</enabled><threshold>50</threshold>"
            + "</skip_if_connectivity_broken>");

    assertThat(drill.events(9013)).isEqualTo(3);
    assertThat(drill.events(9028)).isZero();
  }

  @Test
  void aHigherThresholdIsNotReached() {
    loseNorthUnder(
        "<skip_if_connectivity_broken><enabled>true</enabled><threshold>60</threshold>"
            + "</skip_if_connectivity_broken>");

    assertThat(drill.events(9013)).isZero();
  }

  @Test
  void aDisabledPolicyIsSaid() {
    loseNorthUnder("<enabled>false</enabled>");

    assertThat(drill.events(9015)).isEqualTo(3);
  }

  @Test
  void whatIsSkippedAtTheStartIsLookedAtAgainWherePowerIsManaged() {
    drill.control("POST", "/manager/restart", "{\"seconds\":1}");
    drill.after(Duration.ofSeconds(2));
    loseNorthUnder("<enabled>true</enabled>");
    assertThat(drill.events(9003)).isEqualTo(3);
    drill.after(Duration.ofMinutes(3));

    assertThat(drill.events(9002)).isEqualTo(1);
    assertThat(drill.events(9028)).isZero();
  }
}
