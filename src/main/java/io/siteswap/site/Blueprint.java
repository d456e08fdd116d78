package io.siteswap.site;

import java.util.List;
import java.util.Optional;

/**
 * What a deployment makes of a cluster, beyond what every stretch cluster must be.
 *
 * @param dataCenter made if it is missing, and the cluster in it; without a name both must exist
 * @param hosts added if the cluster does not have them
 * @param priorities the first that takes a VM counts; a VM of none keeps its own
 */
public record Blueprint(
    Optional<String> dataCenter,
    List<NewHost> hosts,
    List<PriorityRule> priorities,
    List<SitePreference> preferences) {
  public Blueprint {
    hosts = List.copyOf(hosts);
    priorities = List.copyOf(priorities);
    preferences = List.copyOf(preferences);
  }

  public static Blueprint empty() {
    return new Blueprint(Optional.empty(), List.of(), List.of(), List.of());
  }

  public int priority(String vmName, int present) {
    return priorities.stream()
        .filter(rule -> rule.takes(vmName))
        .map(PriorityRule::priority)
        .findFirst()
        .orElse(present);
  }

  public boolean usesTags() {
    return preferences.stream().anyMatch(preference -> !preference.tags().isEmpty());
  }
}
