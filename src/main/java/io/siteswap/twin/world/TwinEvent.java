package io.siteswap.twin.world;

import java.time.Instant;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.LogSeverity;

/** An entry of the Manager's event log. */
public record TwinEvent(
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
  public record Link(String id, String name) {}
}
