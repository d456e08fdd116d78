package io.siteswap.readiness.checks;

import io.siteswap.manager.inventory.LogEntry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Certificates that the Manager itself warns of; the last warning of each host counts. */
record Certificates() implements Check {
  @Override
  public Set<Need> concerns() {
    return Set.of(Need.TWO_SITES);
  }

  @Override
  public Stream<Finding> look(Facts facts) {
    Map<String, LogEntry> last = new TreeMap<>();
    facts.remembered().certificateWarnings().forEach(event -> last.put(event.host(), event));
    return last.values().stream().map(Certificates::warned);
  }

  private static Finding warned(LogEntry event) {
    return Finding.warning(
            "certificate-expires",
            event.host().isEmpty()
                ? "A certificate of the Manager is about to expire"
                : "The certificate of host %s is about to expire".formatted(event.host()),
            "Renew it: a host whose certificate has expired is lost to the Manager.")
        .about(event.host())
        .seen(event.description());
  }
}
