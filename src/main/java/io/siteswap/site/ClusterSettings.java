package io.siteswap.site;

import java.util.Optional;
import java.util.SortedMap;

/**
 * What a Manager cannot know of its cluster, and how Siteswap learns it instead.
 *
 * @param replication by the name of the storage domain
 */
public record ClusterSettings(
    Latency latency,
    SortedMap<String, Replication> replication,
    Optional<ManagerAvailability> managerAvailability,
    Recovery recovery) {}
