package io.siteswap.twin.world;

import java.util.Map;

/** The scheduling policies a Manager comes with. */
public final class Policies {
  public static final String NONE = "b4ed2332-a7ac-4d5f-9596-99a439cb2812";
  public static final Map<String, String> BUILT_IN =
      Map.of(
          NONE,
          "none",
          "20d25257-b4bd-4589-92a6-c4c5c5d3fd1a",
          "evenly_distributed",
          "5a2b0939-7d46-4b73-a469-e9c2c7fc6a53",
          "power_saving",
          "7677771e-5eab-422e-83fa-dc04080d21b7",
          "cluster_maintenance",
          "8d5d7bec-68de-4a67-b53e-0ac54686d579",
          "vm_evenly_distributed");

  private Policies() {}

  public static boolean isKnown(World world, String policy) {
    return BUILT_IN.containsKey(policy) || world.policies.containsKey(policy);
  }

  /** Without the unit soft groups of VMs and hosts count for nothing. */
  public static boolean heedsSoftGroups(World world) {
    return BUILT_IN.containsKey(world.settings.policy);
  }
}
