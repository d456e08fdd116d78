package io.siteswap.site;

import org.springframework.context.SmartLifecycle;

/**
 * What must have happened before anybody can reach Siteswap: it runs once, after all beans are made
 * and before the web server and the job executor start. What it throws ends the start.
 */
public interface BeforeTheDoorOpens extends SmartLifecycle {
  void prepare();

  /** The lower, the earlier. */
  @Override
  int getPhase();

  @Override
  default void start() {
    prepare();
  }

  @Override
  default void stop() {
    // Nothing goes on that could be stopped.
  }

  @Override
  default boolean isRunning() {
    return false;
  }
}
