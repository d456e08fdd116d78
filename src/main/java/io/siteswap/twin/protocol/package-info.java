/**
 * How the Manager is spoken to: requests, answers, XML and JSON, tokens and sessions, searches.
 * Knows nothing of the world.
 */
package io.siteswap.twin.protocol;
