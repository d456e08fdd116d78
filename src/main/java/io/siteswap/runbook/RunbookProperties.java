package io.siteswap.runbook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine runs.
 *
 * @param node names this process among all that share the database, by default its machine; what a
 *     crashed process of the same name held is taken back when it starts again, so it must be
 *     unique among live ones
 * @param lookInterval how often the Manager is looked at while somebody waits
 */
@ConfigurationProperties("siteswap.runbook")
public record RunbookProperties(
    @DefaultValue("") String node, @DefaultValue("1s") Duration lookInterval) {
  public RunbookProperties {
    node = node.isBlank() ? machine() : node;
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "siteswap";
    }
  }
}
