package io.siteswap.site;

import java.net.URI;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether all that can be done here is done to the simulated Manager: as long as it is, there may
 * be people and a desk whose passwords everybody knows.
 */
@Component
public class EmbeddedTwin {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final boolean onlyManager;

  public EmbeddedTwin(
      StretchClusters clusters,
      @Value("${siteswap.twin.enabled:false}") boolean enabled,
      @Value("${siteswap.twin.port:8181}") int port) {
    onlyManager =
        enabled
            && clusters.all().stream()
                .map(cluster -> cluster.manager().url())
                .allMatch(url -> isTwin(url, port));
  }

  private static boolean isTwin(URI url, int port) {
    return LOOPBACK.contains(url.getHost()) && url.getPort() == port;
  }

  /** Whether the embedded twin is the Manager of every cluster. */
  public boolean isOnlyManager() {
    return onlyManager;
  }
}
