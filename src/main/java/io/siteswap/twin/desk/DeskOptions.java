package io.siteswap.twin.desk;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a desk is to be.
 *
 * @param header in which the secret goes along with the webhook
 * @param secret shared with whoever is told
 * @param data the folder that it keeps its changes in
 */
public record DeskOptions(String header, String secret, Optional<Path> data) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "desk";
  }
}
