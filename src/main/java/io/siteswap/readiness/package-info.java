/**
 * What must be true: checks over the facts of one audit and the findings they make; what audits
 * have found, since when, and what changed; probes of what the Manager cannot know, and what people
 * vouch for. Changes nothing.
 */
package io.siteswap.readiness;
