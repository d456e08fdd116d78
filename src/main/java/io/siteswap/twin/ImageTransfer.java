package io.siteswap.twin;

/** An upload or download of a disk that is under way through a host. */
record ImageTransfer(String id, String vm, String host) {}
