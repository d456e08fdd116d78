package io.siteswap.site;

import java.util.List;
import java.util.Optional;

/**
 * One Manager cluster over two sites.
 *
 * @param name what Siteswap calls it
 * @param managerName what the Manager calls it
 * @param leaseStorageDomain the domain that holds the leases of its highly available VMs
 * @param protectedVms the VMs that must survive the loss of a site
 * @param blueprint what a deployment makes of it
 */
public record StretchCluster(
    String name,
    ManagerAccess manager,
    String managerName,
    Optional<String> leaseStorageDomain,
    Site primary,
    Site secondary,
    List<NamePattern> protectedVms,
    Blueprint blueprint) {

  /** The site of that name; an empty name means the primary site. */
  public Site site(String siteName) {
    if (siteName == null || siteName.isBlank() || primary.name().equals(siteName)) {
      return primary;
    }
    if (secondary.name().equals(siteName)) {
      return secondary;
    }
    throw new IllegalArgumentException(
        "'%s' is no site of cluster %s: expected %s or %s"
            .formatted(siteName, name, primary.name(), secondary.name()));
  }

  public Site other(Site site) {
    return site.equals(primary) ? secondary : primary;
  }

  public boolean protects(String vmName) {
    return protectedVms.stream().anyMatch(pattern -> pattern.matches(vmName));
  }
}
