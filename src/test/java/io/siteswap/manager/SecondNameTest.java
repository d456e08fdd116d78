package io.siteswap.manager;

import static io.siteswap.manager.NorthAndSouth.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.site.WrongConfiguration;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One cluster of one Manager has one name here, whatever the addresses say. */
class SecondNameTest {
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Twin twin = twin(0);

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void isRefusedAtTheSameAddress() {
    assertRefused(cluster("demo", twin.api()), cluster("second", twin.api()));
  }

  @Test
  void isRefusedAtAnotherAddressOfTheSameManager() {
    assertRefused(cluster("demo", twin.api()), cluster("second", alias(twin)));
  }

  @Test
  void isNoneOfAnotherManagerWhoseClusterHasTheSameNameAndId() {
    assertThat(checked(cluster("demo", twin.api()), cluster("second", twin(0).api()))).isEmpty();
  }

  /** At the start it does not answer; what it is, is known as soon as it does. */
  @Test
  void isFoundOnceTheManagerAnswers() {
    int port = twin.port();
    StretchCluster demo = cluster("demo", twin.api());
    StretchCluster second = cluster("second", alias(twin));
    twin.close();
    Managers managers = managers(demo, second);
    new SiteMapCheck(new StretchClusters(List.of(demo, second)), managers).check();
    assertThat(managers.alsoCalled(second)).isEmpty();

    twin(port);
    managers.inventory(demo);
    managers.inventory(second);

    assertThat(managers.alsoCalled(second)).containsExactly("demo");
    assertThat(managers.circumstances(demo).alsoCalled()).containsExactly("second");
  }

  private void assertRefused(StretchCluster one, StretchCluster other) {
    assertThatThrownBy(() -> checked(one, other))
        .isInstanceOf(WrongConfiguration.class)
        .hasMessage(
            "siteswap.clusters.demo and siteswap.clusters.second are one and the same: cluster"
                + " 'Default' of the Manager that answers at %s and at %s",
            one.manager().url(), other.manager().url());
  }

  /** By which names the second is known besides. */
  private List<String> checked(StretchCluster one, StretchCluster other) {
    Managers managers = managers(one, other);
    new SiteMapCheck(new StretchClusters(List.of(one, other)), managers).check();
    return managers.alsoCalled(other);
  }

  private Managers managers(StretchCluster... clusters) {
    Managers managers =
        new Managers(
            new StretchClusters(List.of(clusters)),
            new ManagerProperties(
                Duration.ofSeconds(5),
                4,
                Duration.ofMinutes(20),
                Duration.ofHours(12),
                Duration.ofMinutes(10)),
            InstantSource.system());
    open.add(managers);
    return managers;
  }

  private Twin twin(int port) {
    Twin started = Twin.start(TwinOptions.defaults().withPort(port), InstantSource.system());
    open.add(started);
    return started;
  }

  private static URI alias(Twin twin) {
    return URI.create(twin.api().toString().replace("127.0.0.1", "localhost"));
  }
}
