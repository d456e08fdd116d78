package io.siteswap.twin.world;

/** How the installation of a host is to end if not well, and what the Manager says about it. */
public record InstallOutcome(Result result, String text) {
  public enum Result {
    /** Nobody answers at its address: it is not even added. */
    UNREACHABLE,
    /** It lets nobody in: it is not even added. */
    LOCKED_OUT,
    INSTALL_FAILED,
    NON_OPERATIONAL
  }
}
