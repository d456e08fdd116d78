package io.siteswap.recovery;

import io.siteswap.manager.HostRef;
import java.util.List;

/**
 * What is known of a host from where Siteswap stands, a sentence by each witness.
 *
 * @param manager what the Manager sees of it
 * @param network whether it answers a ping or at one of its ports
 * @param power what its power management says
 * @param lease when its leases are over, estimated from its last contact
 * @param storage when it has last renewed its leases, where the storage tells
 * @param aliveBecause what speaks for it being alive; empty unless the verdict is so
 */
public record ProbeReport(
    HostRef host,
    String manager,
    String network,
    String power,
    String lease,
    String storage,
    Liveness verdict,
    List<String> aliveBecause) {
  public ProbeReport {
    aliveBecause = List.copyOf(aliveBecause);
  }

  public boolean isAlive() {
    return verdict == Liveness.ALIVE;
  }

  public boolean isOff() {
    return verdict == Liveness.DOWN_BY_POWER;
  }
}
