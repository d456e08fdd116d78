package io.siteswap.recovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * What only the host itself can say at an open port: the TLS certificate of its management service,
 * made out to its name, or its ssh host key. Whoever merely accepts or resets connections in its
 * name has neither. The chain is not followed: a proof that is doubted in vain costs one person
 * more, a false trust anchor would cost the proof.
 */
final class ProofOfLife {
  private ProofOfLife() {}

  /** Whose certificate answers; empty where TLS is not spoken. */
  static Optional<X509Certificate> certificate(InetAddress at, int port, Duration patience) {
    AtomicReference<X509Certificate> shown = new AtomicReference<>();
    int millis = (int) patience.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(at, port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              noting(shown)
                  .getSocketFactory()
                  .createSocket(plain, at.getHostAddress(), port, true)) {
        socket.startHandshake();
      }
    } catch (IOException e) {
      // VDSM demands a certificate of ours once it has shown its own: what was shown counts.
    }
    return Optional.ofNullable(shown.get());
  }

  /** Whether it is made out to one of these names or addresses. */
  static boolean names(X509Certificate certificate, Collection<String> names) {
    return Stream.concat(commonNames(certificate), alternativeNames(certificate))
        .anyMatch(name -> names.stream().anyMatch(name::equalsIgnoreCase));
  }

  private static Stream<String> commonNames(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().toLowerCase(Locale.ROOT).equals("cn"))
              .map(part -> String.valueOf(part.getValue()));
    } catch (InvalidNameException e) {
      return Stream.of();
    }
  }

  private static Stream<String> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? Stream.of() : names.stream().map(name -> String.valueOf(name.get(1)));
    } catch (CertificateParsingException e) {
      return Stream.of();
    }
  }

  /** The fingerprint of the ssh host key, as in {@code SHA256:…}; empty where ssh is not spoken. */
  static Optional<String> hostKey(InetAddress at, int port, Duration patience) {
    AtomicReference<PublicKey> shown = new AtomicReference<>();
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(
          (session, address, key) -> {
            shown.set(key);
            return false;
          });
      client.start();
      try (ClientSession session =
          client
              .connect("siteswap", at.getHostAddress(), port)
              .verify(patience)
              .getClientSession()) {
        session.waitFor(
            EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), patience);
      }
    } catch (IOException e) {
      // Nobody signs in: what was shown counts.
    }
    return Optional.ofNullable(shown.get())
        .map(key -> KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
  }

  /** Trusts whatever is shown and keeps it: what is asked is who answers, nothing is sent. */
  private static SSLContext noting(AtomicReference<X509Certificate> shown) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Noting(shown)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java speaks no TLS", e);
    }
  }

  private static final class Noting extends X509ExtendedTrustManager {
    private final AtomicReference<X509Certificate> shown;

    Noting(AtomicReference<X509Certificate> shown) {
      this.shown = shown;
    }

    private void note(Certificate[] chain) {
      shown.set((X509Certificate) chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      note(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      note(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      note(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
