package io.siteswap.site;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where it can be seen that a storage domain is replicated. */
public sealed interface Replication {

  /** An answer in JSON of the storage, or of what watches it. */
  record Http(Web web, JsonPointer pointer, Expected expected) implements Replication {}

  /** A query of a Prometheus server; every series it gives has to be as expected. */
  record Prometheus(Web web, String query, Comparison expected) implements Replication {}

  /** What somebody's monitoring has told the Manager of the domain. */
  record ExternalStatus() implements Replication {}

  /** Somebody has looked, and vouches for it. */
  record Attestation() implements Replication {}

  /** What has to stand at the pointer: exactly this text, or a time no older than that. */
  record Expected(Optional<String> text, Optional<Duration> maxAge) {}

  /** An address, how long it may take to answer, and what opens it. */
  record Web(URI url, Duration timeout, Optional<String> authorization) {

    /** Without what opens it: it must never reach a log. */
    @Override
    public String toString() {
      return url.toString();
    }
  }
}
