package io.siteswap.twin;

import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.LogSeverity;

/** An entry of the Manager's event log. */
record TwinEvent(
    long id,
    int code,
    LogSeverity severity,
    Instant time,
    String description,
    String origin,
    int customId,
    Optional<String> correlation,
    Optional<Link> host,
    Optional<Link> vm) {

  /** A reference that keeps the name of that day. */
  record Link(String id, String name) {}
}
