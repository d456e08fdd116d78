package io.siteswap.runbook;

/** Somebody asked for what only others may do. */
public class NotAllowed extends Refused {
  public NotAllowed(String message) {
    super(message);
  }

  NotAllowed(String process, Throwable cause) {
    super("you may not start '%s': that belongs to dr-operators".formatted(process), cause);
  }
}
