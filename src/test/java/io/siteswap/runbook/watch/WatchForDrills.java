package io.siteswap.runbook.watch;

import org.springframework.boot.test.context.TestComponent;

/** Lets a drill look when its time has come. */
@TestComponent
public class WatchForDrills {
  private final Watch watch;

  WatchForDrills(Watch watch) {
    this.watch = watch;
  }

  /** As when its node is stopped. */
  public void giveBack() {
    watch.giveBack();
  }

  public void look() {
    watch.look();
  }
}
