package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.engine.sdk4.ConnectionBuilder.connection;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.engine.sdk4.Connection;

class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void theSdkTalksToItOverTls() throws Exception {
    TwinOptions options = TwinOptions.defaults().withTls(context(keyStore()));
    try (Twin twin = Twin.start(options, new ManualClock())) {
      Connection connection =
          connection()
              .url(twin.api().toString())
              .user("admin@internal")
              .password("admin")
              .trustStoreFile(folder.resolve("keys.p12").toString())
              .trustStorePassword(PASSWORD)
              .build();
      assertThat(twin.api().getScheme()).isEqualTo("https");
      assertThat(connection.systemService().hostsService().list().send().hosts()).hasSize(6);
      connection.close();
    }
  }

  private Path keyStore() throws Exception {
    Path file = folder.resolve("keys.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }

  private static SSLContext context(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new TrustManager[0], null);
    return context;
  }
}
