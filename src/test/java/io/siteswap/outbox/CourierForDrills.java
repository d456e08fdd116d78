package io.siteswap.outbox;

/** Lets a drill say what waits, when it wants to. */
public class CourierForDrills {
  private final Outbox outbox;
  private final Courier courier;

  CourierForDrills(Outbox outbox, Courier courier) {
    this.outbox = outbox;
    this.courier = courier;
  }

  public void carry() {
    outbox.lanes().forEach(courier::carry);
  }
}
