package io.siteswap.runbook;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;

/**
 * What somebody asked of a runbook cannot be: says which value, and what was expected. The engine
 * takes it for none of its own errors and so puts nothing in front of the sentence, and its REST
 * API answers with the status.
 */
public class Refused extends ClientErrorException {
  public Refused(String message) {
    this(message, Status.BAD_REQUEST);
  }

  public Refused(String message, Throwable cause) {
    super(message, Status.BAD_REQUEST, cause);
  }

  Refused(String message, Status status) {
    super(message, status);
  }

  Refused(String message, Status status, Throwable cause) {
    super(message, status, cause);
  }
}
