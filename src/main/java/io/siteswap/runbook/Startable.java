package io.siteswap.runbook;

import java.util.Set;

/** A process that people start. */
public interface Startable {
  /** The id of the process, and so the name of its file; its form is {@code start-<id>}. */
  String id();

  /** The groups whose members may start it. */
  Set<String> startedBy();

  /** The variables that its form asks for; nothing else may be written at its start. */
  Set<String> asks();
}
