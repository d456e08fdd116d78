/**
 * The sites as they are now: what was last seen of each cluster, sent to whoever watches, as a
 * snapshot and then as what changes. Looks at a Manager only while somebody watches and nobody else
 * has looked; decides nothing, and changes nothing.
 */
package io.siteswap.live;
