package io.siteswap.evidence.picture;

/** A place in the diagram, in its own units, from the top left. */
record Point(double x, double y) {}
