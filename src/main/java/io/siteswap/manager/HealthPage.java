package io.siteswap.manager;

import io.siteswap.manager.inventory.Reading;
import io.siteswap.site.ManagerAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The page on which the Manager says how it is, without a sign-in. Load balancers and cluster
 * suites look at it, so it should say the same as the API does.
 */
class HealthPage {
  private static final String PATH = "/ovirt-engine/services/health";

  private final ManagerAccess access;
  private final Duration deadline;
  private final HttpClient client;

  HealthPage(ManagerAccess access, Duration deadline) {
    this.access = access;
    this.deadline = deadline;
    this.client = client(access, deadline);
  }

  /** Its words, as in "DB Up!Welcome to Health Status!". */
  Reading<String> read() {
    if (access.insecure()) {
      return Reading.failed("manager.insecure is set, and this page is asked for only securely");
    }
    URI page = access.url().resolve(PATH);
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(page).timeout(deadline).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Reading.of(answer.body().strip())
          : Reading.failed("%s answers %d".formatted(page, answer.statusCode()));
    } catch (IOException e) {
      return Reading.failed("%s: %s".formatted(page, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reading.failed("interrupted");
    }
  }

  private static HttpClient client(ManagerAccess access, Duration deadline) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(deadline);
    access.caFile().map(TrustStore::of).map(HealthPage::trusting).ifPresent(builder::sslContext);
    return builder.build();
  }

  private static SSLContext trusting(TrustStore store) {
    try (InputStream in = Files.newInputStream(store.file())) {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(in, store.password().toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("what was just written there is no key store: " + store, e);
    }
  }
}
