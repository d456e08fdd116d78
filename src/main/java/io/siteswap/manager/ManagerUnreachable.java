package io.siteswap.manager;

import java.util.concurrent.TimeoutException;

/**
 * No usable answer: the Manager is away, slow, starting, or broken. Trying again helps; whether the
 * request was carried out is not known.
 */
public class ManagerUnreachable extends RuntimeException {
  ManagerUnreachable(String what, String why, Throwable cause) {
    super("%s: the Manager gave no usable answer: %s".formatted(what, why), cause);
  }

  /** What people can do about a Manager that could not be read. */
  public static String remedy(RuntimeException why) {
    return why instanceof ManagerUnreachable && SdkErrors.isSignInRefused(why)
        ? "Correct manager.user and manager.password of this cluster: the Manager is there, and does"
            + " not let Siteswap in."
        : "Bring the Manager back: nothing works without it.";
  }

  /** Whether the deadline passed, so that the call may still be carried out. */
  public boolean isLate() {
    return getCause() instanceof TimeoutException;
  }
}
