package io.siteswap.twin;

import org.ovirt.engine.sdk4.types.MigrateOnError;

/** What can be edited about the cluster; its beginning is what the Manager gives a new one. */
final class ClusterSettings {
  boolean fencing = true;
  boolean skipIfConnectivityBroken;
  int connectivityThreshold = 50;
  boolean skipIfSdActive;
  boolean haReservation;
  int overCommit = 100;
  MigrateOnError onError = MigrateOnError.MIGRATE;
  String cpu = "Intel Skylake Server Family";
  String policy = SchedulingPolicies.NONE;
}
