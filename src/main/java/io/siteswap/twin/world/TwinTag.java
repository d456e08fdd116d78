package io.siteswap.twin.world;

/** A label that people put on hosts and VMs. */
public record TwinTag(String id, String name) {}
