/**
 * The evidence pack as a file: how it is written, signed and verified. Needs nothing of a running
 * Siteswap, so that whoever was handed a pack can verify it alone.
 */
package io.siteswap.evidence.pack;
