package io.siteswap.runbook;

import org.camunda.bpm.engine.BadUserRequestException;

/** What somebody asked of a runbook cannot be: says which value, and what was expected. */
public class Refused extends BadUserRequestException {
  public Refused(String message) {
    super(message);
  }

  public Refused(String message, Throwable cause) {
    super(message, cause);
  }
}
