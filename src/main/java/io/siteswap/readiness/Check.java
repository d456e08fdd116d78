package io.siteswap.readiness;

import java.util.Set;
import java.util.stream.Stream;

/** Looks at the facts of one audit and says what it finds; knows no clock and asks nobody. */
interface Check {
  /** The runbooks that what it finds stands in the way of. */
  Set<Runbook> concerns();

  Stream<Finding> look(Facts facts);
}
