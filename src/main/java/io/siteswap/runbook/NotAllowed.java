package io.siteswap.runbook;

import jakarta.ws.rs.core.Response.Status;

/** Somebody asked for what only others may do. */
public class NotAllowed extends Refused {
  public NotAllowed(String message) {
    super(message, Status.FORBIDDEN);
  }

  NotAllowed(String process, Throwable cause) {
    super(
        "you may not start '%s': that belongs to dr-operators".formatted(process),
        Status.FORBIDDEN,
        cause);
  }
}
