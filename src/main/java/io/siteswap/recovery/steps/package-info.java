/**
 * The steps and tasks of the recovery of a lost site, and of all that leads to it: what people
 * attest, what a broken glass leaves to be done, and how a failover hands over. What is looked at
 * lives one room up, and knows nothing of the engine.
 */
package io.siteswap.recovery.steps;
