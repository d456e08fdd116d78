package io.siteswap.plan;

/** An object that is not as it should be at the end. */
public record Difference(String type, String id, String name, String expected, String actual) {
  public static Difference of(
      io.siteswap.manager.inventory.ObjectRef object, String expected, String actual) {
    return new Difference(object.type(), object.id(), object.name(), expected, actual);
  }

  @Override
  public String toString() {
    return "%s %s: expected %s, is %s".formatted(type, name, expected, actual);
  }
}
