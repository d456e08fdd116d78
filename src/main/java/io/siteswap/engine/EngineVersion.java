package io.siteswap.engine;

import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;

/** Which engine carries the runbooks. */
public final class EngineVersion {
  private EngineVersion() {}

  public static String now() {
    return "Camunda "
        + Optional.ofNullable(ProcessEngine.class.getPackage().getImplementationVersion())
            .orElse("of an unknown version");
  }
}
