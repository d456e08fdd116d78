package io.siteswap.twin.world;

import java.util.Optional;

/** Writes the Manager's event log; the oldest entries go when there are too many. */
public final class EventLog {
  public static final String USER = "admin@internal-authz";
  public static final String ORIGIN = "oVirt";
  private static final int KEPT = 20_000;

  private final World world;

  public EventLog(World world) {
    this.world = world;
  }

  public void add(Note note) {
    add(
        new TwinEvent(
            world.lastEvent + 1,
            note.kind().code,
            note.kind().severity,
            world.now,
            note.text(),
            ORIGIN,
            -1,
            note.correlation(),
            note.host().map(host -> new TwinEvent.Link(host.id, host.name)),
            note.vm().map(vm -> new TwinEvent.Link(vm.id, vm.name))));
  }

  public void add(TwinEvent event) {
    world.lastEvent = event.id();
    world.events.addLast(event);
    while (world.events.size() > KEPT) {
      world.events.removeFirst();
    }
  }

  public Optional<TwinEvent> find(long id) {
    return world.events.stream().filter(event -> event.id() == id).findFirst();
  }
}
