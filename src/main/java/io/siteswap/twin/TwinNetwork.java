package io.siteswap.twin;

/** A logical network of the cluster. */
record TwinNetwork(String id, String name, boolean required, boolean management) {}
