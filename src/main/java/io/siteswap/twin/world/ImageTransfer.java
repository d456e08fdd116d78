package io.siteswap.twin.world;

/** An upload or download of a disk that is under way through a host. */
public record ImageTransfer(String id, String vm, String host) {}
