package io.siteswap.twin;

/** A storage domain attached to the data centre. */
record TwinDomain(String id, String name, boolean master, String path, long available, long used) {}
