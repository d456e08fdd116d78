package io.siteswap.manager.inventory;

/** A host by id and name; two refs are the same when their ids are. */
public record HostRef(String id, String name) implements ObjectRef {
  private static final String COMING = "coming:";

  /** A host that the Manager does not have yet. */
  public static HostRef coming(String name) {
    return new HostRef(COMING + name, name);
  }

  public boolean isComing() {
    return id.startsWith(COMING);
  }

  @Override
  public String type() {
    return "host";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostRef host && host.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
