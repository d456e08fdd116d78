/**
 * What is to be said to the outside, kept in the database until it was heard: written in the
 * transaction that makes it true, delivered later, each lane in its order, by one node. Knows
 * nobody who speaks through it.
 */
package io.siteswap.outbox;
