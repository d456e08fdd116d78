package io.siteswap.manager;

/** A network of the cluster. */
public record Network(String id, String name, boolean required, String status) {
  /** One whose name is its id, as nobody but a test makes it. */
  public Network(String name, boolean required, String status) {
    this(name, name, required, status);
  }
}
