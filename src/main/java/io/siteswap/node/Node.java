package io.siteswap.node;

/** How this process is called among all that share the database. */
public interface Node {
  String name();
}
