package io.siteswap.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a lost site is recovered.
 *
 * @param quorum so many people have to attest that a host is down
 * @param powerOffSuffices whether one of them is enough where power management says off
 * @param escalateAfter when the incident commander is called because the attestation is overdue
 * @param objective the recovery time objective: from the loss to the last protected VM up
 * @param wave so many VMs come home at once after a recovery
 * @param pause between two such waves, to look whether all is well
 * @param ports at which a host that runs answers, tried in this order
 * @param patience how long a host may take to answer
 * @param leaseProbe where the storage tells when a host has last renewed its leases
 */
public record Recovery(
    int quorum,
    boolean powerOffSuffices,
    Duration escalateAfter,
    Duration objective,
    int wave,
    Duration pause,
    List<Integer> ports,
    Duration patience,
    Optional<LeaseProbe> leaseProbe) {
  public Recovery {
    ports = List.copyOf(ports);
  }

  private static final Recovery USUAL =
      new Recovery(
          2,
          true,
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          20,
          Duration.ofMinutes(1),
          List.of(54321, 22),
          Duration.ofSeconds(2),
          Optional.empty());

  public static Recovery usual() {
    return USUAL;
  }
}
