package io.siteswap.twin.world;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the world in a file: written beside it and moved into place, so that it is always whole.
 */
public final class WorldFile {
  private static final Logger LOG = LoggerFactory.getLogger(WorldFile.class);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path path;

  public WorldFile(Path folder) {
    this.path = folder.resolve("twin.json");
  }

  public void save(World world) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path beside = path.resolveSibling("twin.json.new");
      Files.write(beside, MAPPER.writeValueAsBytes(world));
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write the twin's world to " + path, failed);
    }
  }

  /** The world as it was; a broken file is put aside, and said so. */
  public Optional<World> load() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      World world = MAPPER.readValue(Files.readAllBytes(path), World.class);
      return Optional.of(world.broughtUpToDate());
    } catch (IOException broken) {
      putAside(broken);
      return Optional.empty();
    }
  }

  private void putAside(IOException broken) {
    Path aside = path.resolveSibling("twin.json.broken");
    LOG.warn(
        "The twin's world in {} cannot be read and is kept as {}; a fresh one begins: {}",
        path,
        aside,
        broken.getMessage());
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException stuck) {
      throw new UncheckedIOException("Cannot move " + path + " to " + aside, stuck);
    }
  }
}
