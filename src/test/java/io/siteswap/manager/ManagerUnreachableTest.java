package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Manager that does not take the password is told from one that is away. */
class ManagerUnreachableTest {
  @Test
  void saysWhetherToMendThePasswordOrTheManager() {
    URI url;
    try (Twin twin = Twin.start(TwinOptions.defaults().withPort(0), InstantSource.system())) {
      url = twin.api();
      assertThat(remedy(url, "forgotten")).startsWith("Correct manager.user and manager.password");
    }

    assertThat(remedy(url, "admin")).startsWith("Bring the Manager back");
  }

  private static String remedy(URI url, String password) {
    StretchCluster cluster =
        new StretchCluster(
            "demo",
            new ManagerAccess(url, "admin@internal", password, Optional.empty(), false),
            "Default",
            Optional.of("data"),
            new Site("north", List.of(new NamePattern("north-*"))),
            new Site("south", List.of(new NamePattern("south-*"))),
            List.of(new NamePattern("*")),
            Blueprint.empty());
    var properties =
        new ManagerProperties(
            Duration.ofSeconds(5),
            1,
            Duration.ofMinutes(20),
            Duration.ofHours(12),
            Duration.ofMinutes(10));
    try (Managers managers =
        new Managers(new StretchClusters(List.of(cluster)), properties, InstantSource.system())) {
      return ManagerUnreachable.remedy(
          catchThrowableOfType(ManagerUnreachable.class, () -> managers.of(cluster).version()));
    }
  }
}
