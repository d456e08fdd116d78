package io.siteswap.ticket.gate;

/**
 * What a ticket wants to be run.
 *
 * @param site empty where the runbook is of no single one
 */
public record Wish(String runbook, String cluster, String site, String reason) {
  String words() {
    return "%s on cluster %s%s".formatted(runbook, cluster, site.isEmpty() ? "" : ", site " + site);
  }
}
