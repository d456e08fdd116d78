package io.siteswap.manager;

/** A network of the cluster. */
public record Network(String name, boolean required, String status) {}
