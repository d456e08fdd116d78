package io.siteswap.runbook;

import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import java.util.TreeSet;

/** Somebody asked for what only others may do. */
public class NotAllowed extends Refused {
  public NotAllowed(String message) {
    super(message, Status.FORBIDDEN);
  }

  public NotAllowed(String process, Set<String> startedBy, Throwable cause) {
    super(
        "you may not start '%s': that belongs to %s"
            .formatted(process, String.join(", ", new TreeSet<>(startedBy))),
        Status.FORBIDDEN,
        cause);
  }
}
