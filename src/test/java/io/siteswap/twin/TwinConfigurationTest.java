package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TwinConfigurationTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ApplicationContextRunner spring =
      new ApplicationContextRunner().withUserConfiguration(TwinConfiguration.class);

  @TempDir Path data;

  @Test
  void thereIsNoTwinUnlessItIsWanted() {
    spring.run(context -> assertThat(context).doesNotHaveBean(Twin.class));
  }

  @Test
  void runsATwinOfTheWantedSizeAndEndsIt() throws Exception {
    URI[] control = new URI[1];
    spring
        .withPropertyValues(
            "siteswap.twin.enabled=true",
            "siteswap.twin.port=0",
            "siteswap.twin.hosts-per-site=2",
            "siteswap.twin.vms=5",
            "siteswap.data=" + data)
        .run(
            context -> {
              control[0] = context.getBean(Twin.class).api().resolve("/twin");
              assertThat(get(control[0])).contains("\"vms\" : 5").contains("south-2");
            });

    assertThat(data.resolve("twin.json")).exists();
    Assertions.assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(control[0]));
  }

  @Test
  void listensAtTheWantedAddress() {
    spring
        .withPropertyValues(
            "siteswap.twin.enabled=true",
            "siteswap.twin.address=127.0.0.2",
            "siteswap.twin.port=0",
            "siteswap.data=" + data)
        .run(
            context -> {
              URI api = context.getBean(Twin.class).api();
              assertThat(api.getHost()).isEqualTo("127.0.0.2");
              assertThat(get(api.resolve("/twin"))).contains("south-2");
            });
  }

  @Test
  void beginsWithTheWantedWorld() {
    spring
        .withPropertyValues(
            "siteswap.twin.enabled=true",
            "siteswap.twin.port=0",
            "siteswap.twin.world=empty",
            "siteswap.data=" + data)
        .run(
            context -> {
              URI control = context.getBean(Twin.class).api().resolve("/twin");
              assertThat(get(control)).contains("uninitialized").contains("\"hosts\" : [ ]");
            });
  }

  @Test
  void saysWhichSettingsToChangeWhereThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      spring
          .withPropertyValues(
              "siteswap.twin.enabled=true",
              "siteswap.twin.port=" + taken.getLocalPort(),
              "siteswap.data=" + data)
          .run(
              context ->
                  assertThat(context)
                      .getFailure()
                      .rootCause()
                      .isInstanceOf(WrongConfiguration.class)
                      .hasMessageContaining("siteswap.twin.port")
                      .hasMessageContaining("" + taken.getLocalPort()));
    }
  }

  private String get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
