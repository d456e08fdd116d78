package io.siteswap.runbook;

/** Somebody asked for what only others may do. */
public class NotAllowed extends Refused {
  NotAllowed(String process, Throwable cause) {
    super("you may not start '%s': that belongs to dr-operators".formatted(process), cause);
  }
}
