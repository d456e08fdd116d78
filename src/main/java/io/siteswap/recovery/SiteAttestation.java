package io.siteswap.recovery;

import io.siteswap.manager.inventory.HostRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one person has said: that these hosts are down.
 *
 * @param fingerprint of the plan that was in front of them
 * @param overridden whether they know better than what speaks for a host being alive
 * @param glass whether they did it alone, as the incident commander
 */
public record SiteAttestation(
    String who,
    Instant at,
    String fingerprint,
    List<HostRef> hosts,
    String evidence,
    boolean overridden,
    boolean glass) {
  public SiteAttestation {
    hosts = List.copyOf(hosts);
  }

  boolean vouchesFor(HostRef host) {
    return hosts.contains(host);
  }

  /** Whether this person has said exactly that. */
  public boolean isOf(String person, List<HostRef> vouchedFor) {
    return who.equals(person) && Set.copyOf(hosts).equals(Set.copyOf(vouchedFor));
  }
}
