package io.siteswap.site;

import java.util.List;

/** One of the two places of a stretch cluster, and the names of the hosts that stand there. */
public record Site(String name, List<NamePattern> hosts) {
  public Site {
    if (name == null || !name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no site name: expected letters, digits, '.', '_' and '-'");
    }
    hosts = List.copyOf(hosts);
  }

  public boolean holds(String hostName) {
    return hosts.stream().anyMatch(pattern -> pattern.matches(hostName));
  }
}
