package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.engine.sdk4.ConnectionBuilder.connection;

import io.siteswap.it.Certificates;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.engine.sdk4.Connection;

class TlsTest {
  @TempDir Path folder;

  @Test
  void theSdkTalksToItOverTls() throws Exception {
    TwinOptions options = TwinOptions.defaults().withTls(Certificates.in(folder).context());
    try (Twin twin = Twin.start(options, new ManualClock())) {
      Connection connection =
          connection()
              .url(twin.api().toString())
              .user("admin@internal")
              .password("admin")
              .trustStoreFile(folder.resolve("right.p12").toString())
              .trustStorePassword(Certificates.PASSWORD)
              .build();
      assertThat(twin.api().getScheme()).isEqualTo("https");
      assertThat(connection.systemService().hostsService().list().send().hosts()).hasSize(6);
      connection.close();
    }
  }
}
