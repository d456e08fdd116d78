/**
 * Tells the Manager of our runs, for those who look at nothing but its own portal: a job with a
 * step for each phase, and events. What is told waits in the outbox until it was heard, so that no
 * run waits for it.
 */
package io.siteswap.mirror;
