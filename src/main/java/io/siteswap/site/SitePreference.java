package io.siteswap.site;

import java.util.Collection;
import java.util.List;

/**
 * VMs that run at one site while they can.
 *
 * @param group the affinity group that says so to the Manager
 * @param vms patterns of their names
 * @param tags of which one suffices
 */
public record SitePreference(String group, Site site, List<NamePattern> vms, List<String> tags) {
  public SitePreference {
    vms = List.copyOf(vms);
    tags = List.copyOf(tags);
  }

  public boolean takes(String vmName, Collection<String> vmTags) {
    return vms.stream().anyMatch(pattern -> pattern.matches(vmName))
        || tags.stream().anyMatch(vmTags::contains);
  }
}
