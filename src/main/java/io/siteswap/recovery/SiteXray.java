package io.siteswap.recovery;

import java.time.Instant;
import java.util.List;

/**
 * What keeps the VMs of one site down.
 *
 * @param silent so many of its hosts do not answer
 * @param lines the reasons, in the order in which they matter
 */
public record SiteXray(
    String cluster, String site, Instant at, int silent, int hosts, List<XrayLine> lines) {}
