package io.siteswap.engine;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a job that has failed. */
public interface Retries {
  /** When it is tried again, as Camunda writes it: pauses in ISO 8601, with commas. */
  String cycle();

  /** Whether trying again may help; else it is an incident at once. */
  boolean mayPass(Throwable failure);

  /**
   * Told in the transaction that writes the failure down.
   *
   * @param root the process instance that was started first
   * @param next when it is tried again, where that is known
   * @param triedAgain whether it is tried again by itself, without people
   */
  void failed(String root, Throwable failure, Optional<Instant> next, boolean triedAgain);
}
