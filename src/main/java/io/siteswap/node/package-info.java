/**
 * What makes several processes on one database one Siteswap: their names, the lease of each, the
 * clock that all of them share, and the start, which they make one after the other. Knows nothing
 * of runs, and of the engine only that something is held under the name of a process.
 */
package io.siteswap.node;
