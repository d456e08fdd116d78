package io.siteswap.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a lost site is recovered.
 *
 * @param objective the recovery time objective: from the loss to the last protected VM up
 * @param wave so many VMs come home at once after a recovery
 * @param pause between two such waves, to look whether all is well
 * @param ports at which a host that runs answers, tried in this order
 * @param patience how long a host may take to answer
 * @param leaseProbe where the storage tells when a host has last renewed its leases
 */
public record Recovery(
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
