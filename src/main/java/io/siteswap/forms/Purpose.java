package io.siteswap.forms;

/**
 * What a runbook says of one run, for whoever approves its plan.
 *
 * @param headline what the run does
 * @param undo what an undo of the plan would do
 * @param readiness how ready the cluster is for it, and when that was seen
 * @param ofOneSite whether it is about one site, rather than about the whole cluster
 */
public record Purpose(String headline, String undo, String readiness, boolean ofOneSite) {}
