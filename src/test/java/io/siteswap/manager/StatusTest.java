package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {
  static Stream<Arguments> words() {
    return Stream.of(
            all(org.ovirt.engine.sdk4.types.HostStatus.values(), HostStatus::of),
            all(org.ovirt.engine.sdk4.types.VmStatus.values(), VmStatus::of),
            all(org.ovirt.engine.sdk4.types.StorageDomainStatus.values(), StorageDomainStatus::of),
            all(org.ovirt.engine.sdk4.types.DataCenterStatus.values(), DataCenterStatus::of),
            all(org.ovirt.engine.sdk4.types.NetworkStatus.values(), NetworkStatus::of))
        .flatMap(all -> all);
  }

  private interface Read {
    Object of(String word);
  }

  private static Stream<Arguments> all(Enum<?>[] known, Read read) {
    return Stream.of(known)
        .map(value -> Arguments.of(Spelling.ofSdk(value), read.of(Spelling.ofSdk(value))));
  }

  @ParameterizedTest
  @MethodSource("words")
  void hasEachWordThatTheSdkHas(String word, Object status) {
    assertThat(status).hasToString(word);
  }

  @Test
  void readsAWordOfANewerManagerAsOneFromWhichNothingFollows() {
    HostStatus host = HostStatus.of("levitating");
    assertThat(host).isEqualTo(HostStatus.UNRECOGNISED);
    assertThat(host.isSilent()).isFalse();
    assertThat(host.isHeard()).isFalse();
    assertThat(host.isOutOfService()).isFalse();
    assertThat(VmStatus.of(Spelling.ofSdk(null)))
        .isEqualTo(VmStatus.UNRECOGNISED)
        .isNotEqualTo(VmStatus.UNKNOWN);
  }
}
