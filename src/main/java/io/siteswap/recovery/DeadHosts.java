package io.siteswap.recovery;

import io.siteswap.manager.Host;
import java.util.Set;

/** Which hosts count as dead when a site seems to be lost, as far as their status tells. */
final class DeadHosts {
  private static final Set<String> NOT_EXPECTED =
      Set.of(
          "maintenance",
          "preparing_for_maintenance",
          "installing",
          "installing_os",
          "install_failed",
          "pending_approval");

  private DeadHosts() {}

  /** Whether the Manager should hear of it at all: not while somebody has taken it out. */
  static boolean isExpected(Host host) {
    return !NOT_EXPECTED.contains(host.status());
  }

  /** Silent because it does not answer; the others are so on their way up as well. */
  static boolean doesNotAnswer(Host host) {
    return host.is("connecting") || host.is("non_responsive");
  }
}
