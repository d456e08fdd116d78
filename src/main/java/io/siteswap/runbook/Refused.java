package io.siteswap.runbook;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.Supplier;

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

  /** What was typed, or why it is not taken. */
  public static String unless(Supplier<String> typed) {
    try {
      return typed.get();
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  Refused(String message, Status status) {
    super(message, status);
  }

  Refused(String message, Status status, Throwable cause) {
    super(message, status, cause);
  }
}
