package io.siteswap.manager;

/** Something in the Manager that has an id and a name. */
public sealed interface ObjectRef permits HostRef, VmRef {
  String id();

  String name();

  /** What the Manager calls things of this sort, e.g. {@code host}. */
  String type();
}
