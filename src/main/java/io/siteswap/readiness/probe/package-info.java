/**
 * What the Manager cannot know and somebody else can be asked for: round trips to hosts, and what
 * watches the replication of the storage. Asks, within a time, and judges nothing.
 */
package io.siteswap.readiness.probe;
