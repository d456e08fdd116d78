/**
 * A simulated oVirt Manager on a loopback port, for demonstrations, drills and tests: the genuine
 * REST protocol around a simulated world, and controls that make it fail. Nothing of the product's
 * own rules lives here, and nobody imports it: it is reached over HTTP like any Manager.
 *
 * <p>The README beside this file names the rooms, the behaviours with their sources, and what is
 * left out.
 */
package io.siteswap.twin;
