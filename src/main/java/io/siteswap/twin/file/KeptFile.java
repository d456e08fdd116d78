package io.siteswap.twin.file;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.siteswap.site.Private;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps something in a file, as JSON of its fields: written beside it and moved into place, so that
 * it is always whole.
 */
public final class KeptFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);
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
  private final Class<T> type;

  public KeptFile(Path path, Class<T> type) {
    this.path = path;
    this.type = type;
  }

  public void save(T content) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path beside = beside(".new");
      Files.write(beside, MAPPER.writeValueAsBytes(content));
      // There are names of machines and tickets in it.
      Private.file(beside);
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write what the twin keeps to " + path, failed);
    }
  }

  private Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** What was kept; a broken file is put aside, and said so. */
  public Optional<T> load() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(path), type));
    } catch (IOException broken) {
      putAside(broken);
      return Optional.empty();
    }
  }

  private void putAside(IOException broken) {
    Path aside = beside(".broken");
    LOG.warn(
        "What the twin keeps in {} cannot be read and is kept as {}; it begins afresh: {}",
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
