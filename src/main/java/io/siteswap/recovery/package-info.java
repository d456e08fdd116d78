/**
 * A site that is lost: noticing it, the X-ray why the Manager does not fail over by itself, and the
 * probes whether its hosts are really down. Looks and asks, and changes nothing.
 */
package io.siteswap.recovery;
