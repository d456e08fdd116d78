package io.siteswap.recovery;

import static io.siteswap.recovery.ProbeResult.Sign.ALIVE;
import static io.siteswap.recovery.ProbeResult.Sign.HINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.it.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers from where Siteswap stands, and whether it is the host; all on this machine. */
class NetworkProbeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String HERE = "127.0.0.1";
  private static final Optional<String> UNKNOWN = Optional.empty();

  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.in(folder);
  }

  @Test
  void aPortThatIsOnlyOpenIsAHint() throws IOException {
    try (ServerSocket server = listening()) {
      ProbeResult said = ask(HERE, server.getLocalPort(), Set.of(HERE), UNKNOWN);

      assertThat(said.sign()).isEqualTo(HINT);
      assertThat(said.description()).contains("port %d is open".formatted(server.getLocalPort()));
    }
  }

  @Test
  void aRefusalIsAHint() throws IOException {
    // Nobody else gets the port while it is bound, and nobody listens at it.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int closed = bound.getLocalPort();

      ProbeResult said = ask(HERE, closed, Set.of(HERE), UNKNOWN);

      assertThat(said.sign()).isEqualTo(HINT);
      assertThat(said.description())
          .startsWith("127.0.0.1: ")
          .contains("port %d refuses".formatted(closed));
    }
  }

  @Test
  void silenceIsNoProof() throws IOException {
    try (SilentPort port = new SilentPort()) {
      ProbeResult said =
          new NetworkProbe(List.of(port.number()), SHORT, (by, within) -> false)
              .ask(List.of(new NetworkProbe.Target(HERE, Set.of(HERE), UNKNOWN)))
              .get(0);

      assertThat(said)
          .isEqualTo(
              ProbeResult.neither(
                  "127.0.0.1: ping: no answer; port %d: no answer".formatted(port.number())));
    }
  }

  @Test
  void theCertificateOfTheHostProvesItAlive() throws IOException {
    try (SSLServerSocket server = speakingTls()) {
      int port = server.getLocalPort();

      assertThat(ask(HERE, port, Set.of("right"), UNKNOWN))
          .isEqualTo(
              ProbeResult.alive(
                  "127.0.0.1: port %d shows the certificate of CN=right".formatted(port)));
      assertThat(ask(HERE, port, Set.of(HERE), UNKNOWN).sign()).isEqualTo(ALIVE);
    }
  }

  @Test
  void theCertificateOfAnotherIsAHint() throws IOException {
    try (SSLServerSocket server = speakingTls()) {
      ProbeResult said = ask(HERE, server.getLocalPort(), Set.of("north-1", "10.0.0.1"), UNKNOWN);

      assertThat(said.sign()).isEqualTo(HINT);
      assertThat(said.description()).contains("CN=right", "does not know as this host's");
    }
  }

  @Test
  void theSshHostKeyProvesItAliveWhereTheManagerKnowsIt()
      throws IOException, GeneralSecurityException {
    try (SshServer server = speakingSsh()) {
      Optional<String> its = Optional.of(fingerprint(server));

      assertThat(ask(HERE, server.getPort(), Set.of(), its).sign()).isEqualTo(ALIVE);
      assertThat(ask(HERE, server.getPort(), Set.of(), Optional.of("SHA256:another")).sign())
          .isEqualTo(HINT);
      assertThat(ask(HERE, server.getPort(), Set.of(), UNKNOWN))
          .satisfies(said -> assertThat(said.sign()).isEqualTo(HINT))
          .satisfies(said -> assertThat(said.description()).contains(its.get()));
    }
  }

  @Test
  void oneProofIsEnoughWhateverTheOtherPortsSay() throws IOException {
    try (ServerSocket open = listening();
        SSLServerSocket proof = speakingTls()) {
      ProbeResult said =
          new NetworkProbe(List.of(open.getLocalPort(), proof.getLocalPort()), PATIENCE)
              .ask(List.of(new NetworkProbe.Target(HERE, Set.of(HERE), UNKNOWN)))
              .get(0);

      assertThat(said.sign()).isEqualTo(ALIVE);
      assertThat(said.description()).doesNotContain("is open");
    }
  }

  @Test
  void anUnknownNameIsNotAsked() {
    ProbeResult said = ask("no name at all", 22, Set.of(), UNKNOWN);

    assertThat(said)
        .isEqualTo(ProbeResult.unknown("no name at all: the address is not known here"));
    assertThat(ask("", 22, Set.of(), UNKNOWN))
        .isEqualTo(ProbeResult.unknown(": the Manager tells no address"));
    assertThat(said.sign()).isEqualTo(ProbeResult.Sign.UNKNOWN);
  }

  private static ProbeResult ask(
      String address, int port, Set<String> names, Optional<String> hostKey) {
    NetworkProbe.Target host = new NetworkProbe.Target(address, names, hostKey);
    return new NetworkProbe(List.of(port), PATIENCE).ask(List.of(host)).get(0);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
  }

  /** Demands a certificate of its visitors, as VDSM does. */
  private static SSLServerSocket speakingTls() throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            certificates
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    Thread thread = new Thread(() -> serve(server), "tls");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket visitor = (SSLSocket) server.accept()) {
        visitor.startHandshake();
      } catch (IOException e) {
        // The visitor has no certificate, or the test is over.
      }
    }
  }

  private static SshServer speakingSsh() throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(HERE);
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.start();
    return server;
  }

  private static String fingerprint(SshServer server) throws IOException, GeneralSecurityException {
    PublicKey key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }
}
