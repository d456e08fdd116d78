package io.siteswap.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.readiness.probe.JsonDocuments;
import io.siteswap.readiness.probe.NotProved;
import io.siteswap.site.LeaseProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the storage tells of the leases of a host. */
class StorageProbe {
  // A host that could not renew for so long has given up, and resets itself.
  private static final Duration GIVES_UP = Duration.ofSeconds(80);

  private final JsonDocuments documents = new JsonDocuments();

  ProbeResult ask(Optional<LeaseProbe> probe, String host, Instant now) {
    try {
      return probe.isPresent()
          ? ask(probe.get(), host, now)
          : ProbeResult.neither("no lease-probe is configured");
    } catch (NotProved e) {
      return ProbeResult.neither(
          "not known: %s %s".formatted(e.getMessage(), e.evidence()).strip());
    }
  }

  private ProbeResult ask(LeaseProbe probe, String host, Instant now) throws NotProved {
    JsonNode found = documents.value(probe.web(host), probe.pointer(host));
    Instant renewed = JsonDocuments.time(found, found.asText());
    Duration age = Duration.between(renewed, now);
    if (age.isNegative()) {
      return ProbeResult.alive(
          "its leases were renewed at %s, which is to come: the clocks differ".formatted(renewed));
    }
    String description =
        "its leases were renewed %s ago, at %s".formatted(Times.describe(age), Times.of(renewed));
    return age.compareTo(GIVES_UP) < 0
        ? ProbeResult.alive(description)
        : ProbeResult.neither(description);
  }
}
