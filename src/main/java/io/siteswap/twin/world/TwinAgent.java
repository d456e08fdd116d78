package io.siteswap.twin.world;

/** A host's power switch, known by its address; its password is not kept. */
public record TwinAgent(
    String id, String address, String type, String username, int order, boolean encrypted) {}
