package io.siteswap.plan;

/**
 * A change that another one cannot happen without, by its kind and the name of its object: a host
 * is named before the Manager has given it an id.
 */
public record Dependency(Class<? extends Change> kind, String objectName) {
  public static Dependency on(Change change) {
    return new Dependency(change.getClass(), change.object().name());
  }
}
