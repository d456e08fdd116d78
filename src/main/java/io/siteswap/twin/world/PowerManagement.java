package io.siteswap.twin.world;

/** Whether the Manager may switch a host off and on by itself. */
public record PowerManagement(boolean enabled, boolean automatic, boolean kdumpDetection) {
  static PowerManagement off() {
    return new PowerManagement(false, true, true);
  }
}
