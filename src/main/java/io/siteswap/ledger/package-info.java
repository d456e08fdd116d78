/**
 * Where the life of every change is written down before the Manager is asked: runs, changes, the
 * hash-chained journal, and the two that drive changes, carrying out and undoing. What must survive
 * a crash is committed here first; what a restart finds here is held against the world before
 * anything is asked again.
 */
package io.siteswap.ledger;
