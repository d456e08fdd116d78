/** The controls under /twin: worlds, speed, faults, losses. No Manager has them. */
package io.siteswap.twin.control;
