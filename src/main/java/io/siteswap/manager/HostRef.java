package io.siteswap.manager;

/** A host by id and name; two refs are the same when their ids are. */
public record HostRef(String id, String name) implements ObjectRef {
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
