package io.siteswap.twin;

/** How the installation of a host is to end if not well, and what the Manager says about it. */
record InstallOutcome(Result result, String text) {
  enum Result {
    INSTALL_FAILED,
    NON_OPERATIONAL
  }
}
