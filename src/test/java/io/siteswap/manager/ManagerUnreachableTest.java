package io.siteswap.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import io.siteswap.twin.Twin;
import io.siteswap.twin.TwinOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The SDK would show there with what it has signed in. */
  @ParameterizedTest
  @ValueSource(strings = {"/ovirt-engine/api", "/ovirt-engine/sso"})
  void isNotFollowedToAnotherAddress(String moved) throws IOException {
    HttpServer manager = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    AtomicInteger askedElsewhere = new AtomicInteger();
    manager.createContext(
        "/", call -> answer(call, "{\"access_token\": \"shown-to-nobody-else\"}"));
    manager.createContext(
        "/elsewhere",
        call -> {
          askedElsewhere.incrementAndGet();
          answer(call, "{}");
        });
    manager.createContext(
        moved,
        call -> {
          call.getResponseHeaders().add("Location", "/elsewhere");
          call.sendResponseHeaders(302, -1);
          call.close();
        });
    manager.start();
    try {
      URI url =
          URI.create("http://localhost:" + manager.getAddress().getPort() + "/ovirt-engine/api");
      ManagerUnreachable refusal = refusal(url, "admin");

      assertThat(askedElsewhere).hasValue(0);
      assertThat(refusal).hasMessageContaining("leads to /elsewhere");
    } finally {
      manager.stop(0);
    }
  }

  private static void answer(HttpExchange call, String json) throws IOException {
    try (call) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().add("Content-Type", "application/json");
      call.sendResponseHeaders(200, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  private static String remedy(URI url, String password) {
    return ManagerUnreachable.remedy(refusal(url, password));
  }

  private static ManagerUnreachable refusal(URI url, String password) {
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
      return catchThrowableOfType(ManagerUnreachable.class, () -> managers.of(cluster).version());
    }
  }
}
