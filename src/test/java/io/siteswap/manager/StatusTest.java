package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.NetworkStatus;
import io.siteswap.manager.inventory.Spelling;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.VmStatus;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {
  static Stream<Arguments> words() {
    return Stream.of(
            all(org.ovirt.engine.sdk4.types.HostStatus.values(), HostStatus::of, HostStatus::word),
            all(org.ovirt.engine.sdk4.types.VmStatus.values(), VmStatus::of, VmStatus::word),
            all(
                org.ovirt.engine.sdk4.types.StorageDomainStatus.values(),
                StorageDomainStatus::of,
                StorageDomainStatus::word),
            all(
                org.ovirt.engine.sdk4.types.DataCenterStatus.values(),
                DataCenterStatus::of,
                DataCenterStatus::word),
            all(
                org.ovirt.engine.sdk4.types.NetworkStatus.values(),
                NetworkStatus::of,
                NetworkStatus::word))
        .flatMap(all -> all);
  }

  private static <S> Stream<Arguments> all(
      Enum<?>[] known, Function<String, S> read, Function<S, String> written) {
    return Stream.of(known)
        .map(Spelling::ofSdk)
        .map(word -> Arguments.of(word, read.apply(word), written.apply(read.apply(word))));
  }

  @ParameterizedTest
  @MethodSource("words")
  void hasEachWordThatTheSdkHasAndSaysItAsPeopleDo(String word, Object status, String written) {
    assertThat(written).isEqualTo(word);
    assertThat(status).hasToString(word.replace('_', ' '));
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
