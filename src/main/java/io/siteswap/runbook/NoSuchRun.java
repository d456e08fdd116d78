package io.siteswap.runbook;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Somebody asked for a run that there is not, or not any more. */
public class NoSuchRun extends ResponseStatusException {
  private static final long serialVersionUID = 1L;

  public NoSuchRun(String id) {
    super(HttpStatus.NOT_FOUND, "'" + id + "' is no run: the list of runs has all there are");
  }
}
