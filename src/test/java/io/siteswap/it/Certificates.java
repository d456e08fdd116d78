package io.siteswap.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Two certificates made by keytool.
 *
 * @param right of this machine
 * @param other of a machine elsewhere
 * @param context shows the right one
 * @param otherContext shows the other one
 */
public record Certificates(Path right, Path other, SSLContext context, SSLContext otherContext) {

  /** Of the key stores {@code right.p12} and {@code other.p12}. */
  public static final String PASSWORD = "changeit";

  public static Certificates in(Path folder) {
    try {
      Path right = keyPair(folder, "right", "IP:127.0.0.1,DNS:localhost");
      Path other = keyPair(folder, "other", "DNS:elsewhere.example.com");
      return new Certificates(
          pem(folder, "right", right), pem(folder, "other", other), context(right), context(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path keyPair(Path folder, String name, String of) throws IOException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        store,
        List.of("-genkeypair", "-alias", "manager", "-keyalg", "EC", "-groupname", "secp256r1"),
        List.of("-dname", "CN=" + name, "-ext", "SAN=" + of, "-validity", "2"));
    return store;
  }

  private static Path pem(Path folder, String name, Path store)
      throws IOException, GeneralSecurityException {
    byte[] certificate = load(store).getCertificate("manager").getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  private static void keytool(Path store, List<String> what, List<String> more) throws IOException {
    List<String> command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                what,
                more,
                List.of("-keystore", store.toString(), "-storetype", "PKCS12"),
                List.of("-storepass", PASSWORD))
            .flatMap(List::stream)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String description =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool " + what + ": " + description);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(load(store), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }
}
