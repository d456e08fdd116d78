package io.siteswap.readiness.checks;

import java.util.Set;
import java.util.stream.Stream;

/** Looks at the facts of one audit and says what it finds; knows no clock and asks nobody. */
public interface Check {
  /** A runbook that needs one of these has what it finds in its way. */
  Set<Need> concerns();

  Stream<Finding> look(Facts facts);
}
