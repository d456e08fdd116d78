package io.siteswap.twin;

/** A label that people put on hosts and VMs. */
record TwinTag(String id, String name) {}
