package io.siteswap.engine;

/** How this process is called among all that share the database. */
public interface Node {
  String name();
}
