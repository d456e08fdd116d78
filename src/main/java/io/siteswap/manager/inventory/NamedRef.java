package io.siteswap.manager.inventory;

/**
 * Something that is there once and known by its name; the Manager gives it an id when it is made.
 */
public record NamedRef(String type, String name) implements ObjectRef {
  public static NamedRef dataCenter(String name) {
    return new NamedRef("data center", name);
  }

  public static NamedRef cluster(String name) {
    return new NamedRef("cluster", name);
  }

  /** Names of affinity groups are unique over all clusters of a Manager. */
  public static NamedRef affinityGroup(String name) {
    return new NamedRef("affinity group", name);
  }

  @Override
  public String id() {
    return type + ":" + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
