package io.siteswap.manager.inventory;

/** A virtual machine by id and name; two refs are the same when their ids are. */
public record VmRef(String id, String name) implements ObjectRef {
  @Override
  public String type() {
    return "vm";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VmRef vm && vm.id.equals(id);
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
