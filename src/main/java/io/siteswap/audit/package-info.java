/**
 * What has happened in a run, for whoever looks at it: the boxes of its diagram, its story, and how
 * things are called. Reads the engine's history and the ledger, and changes nothing.
 */
package io.siteswap.audit;
