package io.siteswap.runbook;

/**
 * A phase that is carried out or undone.
 *
 * @param instance tells apart the times that it is
 * @param phase the id of the step
 * @param name the label of its box
 */
public record PhaseOfRun(String run, String instance, String phase, String name) {}
