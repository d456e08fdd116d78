package io.siteswap.runbook;

import jakarta.ws.rs.core.Response.Status;

/** It could have been, but not as things stand: says what has happened, or what is in the way. */
public class Conflict extends Refused {
  public Conflict(String message) {
    super(message, Status.CONFLICT);
  }

  public Conflict(String message, Throwable cause) {
    super(message, Status.CONFLICT, cause);
  }
}
