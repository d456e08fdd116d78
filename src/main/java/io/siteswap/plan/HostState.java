package io.siteswap.plan;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import java.util.Optional;

/** What changes ask about hosts. */
final class HostState {
  private HostState() {}

  static Optional<String> notUp(Inventory now, HostRef ref) {
    return now.host(ref)
        .map(host -> host.isUp() ? Optional.<String>empty() : Optional.of(waitsFor(host)))
        .orElse(Optional.of("the Manager no longer knows host " + ref));
  }

  private static String waitsFor(Host host) {
    return "waits for host %s to be up (it is %s)".formatted(host.name(), host.status());
  }

  static String describe(Host host) {
    return host.detail().isBlank()
        ? host.status().word()
        : host.status() + " (" + host.detail() + ")";
  }

  static ObservedState gone(HostRef host) {
    return ObservedState.astray("the Manager no longer knows host " + host);
  }
}
