package io.siteswap.manager;

/** The Manager has no cluster of the configured name. */
public class UnknownCluster extends RuntimeException {
  UnknownCluster(String name) {
    super("the Manager knows no cluster '" + name + "'");
  }
}
