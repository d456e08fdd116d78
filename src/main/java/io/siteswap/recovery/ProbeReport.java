package io.siteswap.recovery;

import io.siteswap.manager.inventory.HostRef;
import java.util.List;

/**
 * What is known of a host from where Siteswap stands, a sentence by each probe.
 *
 * @param manager what the Manager sees of it
 * @param network whether it, or something at its address, answers
 * @param power what its power management says
 * @param lease when its leases are over, estimated from its last contact
 * @param storage when it has last renewed its leases, where the storage tells
 * @param aliveBecause what proves that it is alive; empty unless the verdict is so
 * @param hints what answers, which need not be the host
 */
public record ProbeReport(
    HostRef host,
    String manager,
    String network,
    String power,
    String lease,
    String storage,
    Liveness verdict,
    List<String> aliveBecause,
    List<String> hints) {
  public ProbeReport {
    aliveBecause = List.copyOf(aliveBecause);
    // Reports of an earlier version have none.
    hints = hints == null ? List.of() : List.copyOf(hints);
  }

  public boolean isAlive() {
    return verdict == Liveness.ALIVE;
  }

  /** Something answers, so that nobody may vouch for it by accident. */
  public boolean isAnswered() {
    return verdict == Liveness.ANSWERED;
  }

  public boolean isOff() {
    return verdict == Liveness.DOWN_BY_POWER;
  }

  /** What speaks against it being down, for people; empty where nothing does. */
  public String doubt() {
    return switch (verdict) {
      case ALIVE -> "host %s is alive: %s".formatted(host, String.join(", ", aliveBecause));
      case ANSWERED ->
          "something answers for host %s: %s".formatted(host, String.join(", ", hints));
      case DOWN_BY_POWER, SILENT -> "";
    };
  }
}
