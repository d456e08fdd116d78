package io.siteswap.plan;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
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
        ? host.status().toString()
        : host.status() + " (" + host.detail() + ")";
  }

  /** Which of these hosts are not in maintenance, or still are the SPM. */
  static List<Difference> stillInService(List<HostRef> hosts, Inventory now) {
    List<Difference> missing = new ArrayList<>();
    hosts.stream()
        .flatMap(ref -> now.host(ref).stream())
        .filter(host -> !host.is(HostStatus.MAINTENANCE))
        .map(
            host ->
                Difference.of(
                    host.ref(), HostStatus.MAINTENANCE.toString(), host.status().toString()))
        .forEach(missing::add);
    now.spm()
        .map(Host::ref)
        .filter(hosts::contains)
        .ifPresent(spm -> missing.add(Difference.of(spm, "not to be the SPM", "SPM")));
    return missing;
  }

  static ObservedState gone(HostRef host) {
    return ObservedState.astray("the Manager no longer knows host " + host);
  }
}
