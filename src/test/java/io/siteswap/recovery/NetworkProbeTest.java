package io.siteswap.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who answers from where Siteswap stands. */
class NetworkProbeTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final String HERE = "127.0.0.1";

  @Test
  void anOpenPortIsAlive() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ProbeResult said = ask(HERE, server.getLocalPort());

      assertThat(said.isAlive()).isTrue();
      assertThat(said.description()).contains("port %d is open".formatted(server.getLocalPort()));
    }
  }

  @Test
  void aRefusalIsAliveAsWell() throws IOException {
    // Nobody else gets the port while it is bound, and nobody listens at it.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int closed = bound.getLocalPort();

      assertThat(ask(HERE, closed).description())
          .startsWith("127.0.0.1: ")
          .contains("port %d refuses".formatted(closed));
    }
  }

  @Test
  void silenceIsNoProof() throws IOException {
    try (SilentPort port = new SilentPort()) {
      Instant start = Instant.now();

      ProbeResult said =
          new NetworkProbe(List.of(port.number()), PATIENCE, (by, within) -> false)
              .ask(List.of(HERE))
              .get(HERE);

      assertThat(said).isEqualTo(ProbeResult.neither(said.description()));
      assertThat(said.description())
          .isEqualTo("127.0.0.1: ping: no answer; port %d: no answer".formatted(port.number()));
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void anUnknownNameIsNeither() {
    ProbeResult said = ask("north-1.invalid", 22);

    assertThat(said.isAlive() || said.isDown()).isFalse();
    assertThat(said.description()).startsWith("north-1.invalid: ");
    assertThat(ask("", 22).description()).contains("the Manager tells no address");
  }

  private static ProbeResult ask(String address, int port) {
    return new NetworkProbe(List.of(port), PATIENCE).ask(List.of(address, address)).get(address);
  }
}
