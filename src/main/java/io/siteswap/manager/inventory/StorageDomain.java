package io.siteswap.manager.inventory;

/** A storage domain of the data centre; its status is only true there (T-16). */
public record StorageDomain(
    String id,
    String name,
    StorageDomainType type,
    StorageDomainStatus status,
    boolean master,
    ExternalStatus externalStatus) {

  public boolean isActive() {
    return status == StorageDomainStatus.ACTIVE;
  }
}
