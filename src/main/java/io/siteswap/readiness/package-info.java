/**
 * How ready a cluster is: what audits have found, since when, and what changed; and what people
 * vouch for. What is looked for is with the checks, what is asked beside the Manager with the
 * probes. Changes nothing.
 */
package io.siteswap.readiness;
