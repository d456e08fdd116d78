package io.siteswap.engine;

import java.nio.file.Path;
import java.util.Optional;

/** Files of those who run Siteswap, in place of models that came with it. */
public interface OwnModels {
  Optional<Path> insteadOf(String model);
}
