package io.siteswap.twin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * One at a time: lets the world catch up, acts on it, and writes it down before anybody answers.
 */
final class WorldKeeper {
  private final InstantSource clock;
  private final Optional<WorldFile> file;
  private Realm realm;

  /** The world of the moment and the ways into it. */
  record Realm(Simulation sim, Router router) {
    static Realm of(World world) {
      Simulation sim = new Simulation(world);
      return new Realm(sim, new Router(sim));
    }

    World world() {
      return sim.world;
    }
  }

  WorldKeeper(World world, InstantSource clock, Optional<WorldFile> file) {
    this.clock = clock;
    this.file = file;
    this.realm = Realm.of(world);
    file.ifPresent(keeper -> keeper.save(world));
  }

  synchronized <T> T read(Function<Realm, T> question) {
    catchUp();
    return question.apply(realm);
  }

  synchronized <T> T change(Function<Realm, T> act) {
    catchUp();
    Instant drains = realm.world().drainsFrom;
    try {
      return act.apply(realm);
    } finally {
      realm.sim().settle();
      save();
      // The lull counts from the answer, and writing the world down took a while.
      if (realm.world().drainsFrom.isAfter(drains)) {
        realm.sim().maintenance.holdDrains(realm.world().anchor.at(clock.instant()));
      }
    }
  }

  synchronized void replace(World world) {
    realm = Realm.of(world);
    save();
  }

  private void save() {
    file.ifPresent(keeper -> keeper.save(realm.world()));
  }

  private void catchUp() {
    realm.sim().advance(realm.world().anchor.at(clock.instant()));
  }

  Instant wallClock() {
    return clock.instant();
  }
}
