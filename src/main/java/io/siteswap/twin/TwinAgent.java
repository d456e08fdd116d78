package io.siteswap.twin;

/** A host's power switch, known by its address; its password is not kept. */
record TwinAgent(
    String id, String address, String type, String username, int order, boolean encrypted) {}
