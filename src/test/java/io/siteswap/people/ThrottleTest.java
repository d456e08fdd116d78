package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who guesses is slowed down, from whichever of their addresses. */
class ThrottleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  @Test
  void allAddressesOfOneNetworkAreOneSource() {
    Throttle throttle = new Throttle(() -> NOW);
    for (int i = 1; i <= 5; i++) {
      String next = "2001:db8:1:2::" + i;
      assertThatCode(() -> throttle.refuse("approver-1", next)).doesNotThrowAnyException();
      throttle.failed("approver-1", next);
    }

    assertThatThrownBy(() -> throttle.refuse("approver-1", "2001:db8:1:2:a:b:c:d"))
        .isInstanceOf(Throttled.class);
    assertThatCode(() -> throttle.refuse("approver-1", "2001:db8:1:3::1"))
        .doesNotThrowAnyException();
    assertThatCode(() -> throttle.refuse("approver-2", "2001:db8:1:2::1"))
        .doesNotThrowAnyException();
  }

  @Test
  void anAddressOfTheOldKindIsItself() {
    assertThat(Source.of("10.0.0.7")).isEqualTo("10.0.0.7");
    assertThat(Source.of("::ffff:10.0.0.7")).isNotEqualTo(Source.of("::ffff:10.0.0.8"));
    assertThat(Source.of("fe80::1%eth0")).isEqualTo(Source.of("fe80::2"));
    assertThat(Source.of("?")).isEqualTo("?");
  }
}
