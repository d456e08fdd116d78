/**
 * A simulated oVirt Manager on a loopback port, for demonstrations, drills and tests.
 *
 * <p>Here live the simulated world, its behaviour in simulated time, the REST protocol around it,
 * and the controls that make it fail. Nothing of the product's own rules lives here, and nobody
 * imports it: it is reached over HTTP like any Manager.
 */
package io.siteswap.twin;
