package io.siteswap.twin.world;

import org.ovirt.engine.sdk4.types.MigrateOnError;

/** What can be edited about the cluster; its beginning is what the Manager gives a new one. */
public final class ClusterSettings {
  public boolean fencing = true;
  public boolean skipIfConnectivityBroken;
  public int connectivityThreshold = 50;
  public boolean skipIfSdActive;
  public boolean haReservation;
  public int overCommit = 100;
  public MigrateOnError onError = MigrateOnError.MIGRATE;
  public String cpu = "Intel Skylake Server Family";
  public String policy = Policies.NONE;
}
