package io.siteswap.manager.inventory;

/**
 * When the Manager fences hosts of the cluster.
 *
 * @param thresholdPercent the share of hosts without connection from which on it fences none, where
 *     it looks at that at all; 0 where it does not
 */
public record FencingPolicy(boolean enabled, int thresholdPercent) {}
