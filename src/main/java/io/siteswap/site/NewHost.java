package io.siteswap.site;

import java.util.Optional;

/**
 * A host that the cluster is to have.
 *
 * @param sshPort where the Manager reaches it to install it
 * @param rootPassword to install it with; without one the Manager's public key must be on the host
 */
public record NewHost(
    String name,
    String address,
    int sshPort,
    Optional<String> rootPassword,
    Optional<PowerManagement> powerManagement) {

  /** Without the password: it must never reach a log. */
  @Override
  public String toString() {
    return name + " at " + address;
  }
}
