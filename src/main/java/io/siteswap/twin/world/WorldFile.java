package io.siteswap.twin.world;

import io.siteswap.twin.file.KeptFile;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the world in a file. */
public final class WorldFile {
  private final KeptFile<World> file;

  public WorldFile(Path folder) {
    this.file = new KeptFile<>(folder.resolve("twin.json"), World.class);
  }

  public void save(World world) {
    file.save(world);
  }

  /** The world as it was. */
  public Optional<World> load() {
    return file.load().map(World::broughtUpToDate);
  }
}
