package io.siteswap.manager.inventory;

/** Something in the Manager that has a name, and an id by which a run knows it. */
public sealed interface ObjectRef permits HostRef, VmRef, NamedRef {
  String id();

  String name();

  /** What the Manager calls things of this sort, e.g. {@code host}. */
  String type();
}
