package io.siteswap.manager.inventory;

/** A network of the cluster. */
public record Network(String id, String name, boolean required, NetworkStatus status) {
  /** One whose name is its id, as nobody but a test makes it. */
  public Network(String name, boolean required, NetworkStatus status) {
    this(name, name, required, status);
  }

  public boolean isOperational() {
    return status == NetworkStatus.OPERATIONAL;
  }
}
