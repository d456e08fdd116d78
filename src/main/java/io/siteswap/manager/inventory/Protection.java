package io.siteswap.manager.inventory;

import java.util.Optional;

/**
 * How the Manager keeps a VM alive.
 *
 * @param priority of high availability, 0 to 100
 * @param lease the id of the storage domain that holds its lease; a lease may be configured that
 *     the running VM does not hold (T-10), and one may stay without high availability (T-11)
 * @param resume what happens to it when it pauses on a storage error
 */
public record Protection(
    boolean highlyAvailable, int priority, Optional<String> lease, StorageErrorResume resume) {

  public Protection withLease(Optional<String> domain) {
    return new Protection(highlyAvailable, priority, domain, resume);
  }
}
