package io.siteswap.ledger;

/**
 * With what a run begins.
 *
 * @param id of its process instance
 * @param site empty where the runbook is about the whole cluster
 */
public record Opening(
    String id,
    String runbook,
    String cluster,
    String site,
    String ticket,
    String reason,
    String startedBy) {}
