package io.siteswap.evidence;

import io.siteswap.site.Private;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The packs, as files: of each run the latest, and earlier ones as long as nobody removes them. */
@Component
class EvidenceFolder {
  private static final Pattern NAME =
      Pattern.compile("evidence-([A-Za-z0-9-]{1,64})-([0-9]{1,18})\\.zip");

  private final Path folder;

  EvidenceFolder(EvidenceProperties properties) {
    this.folder = properties.folder();
  }

  /**
   * A pack.
   *
   * @param sequence the entry at which the journal stood
   */
  record PackFile(Path path, String run, long sequence) {
    String name() {
      return path.getFileName().toString();
    }
  }

  /** The newest pack of a run. */
  Optional<PackFile> latest(String runId) {
    return all().stream()
        .filter(pack -> pack.run().equals(runId))
        .max(Comparator.comparingLong(PackFile::sequence));
  }

  /** The pack that knows the journal furthest. */
  Optional<PackFile> furthest() {
    return all().stream().max(Comparator.comparingLong(PackFile::sequence));
  }

  List<PackFile> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(file -> pack(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the evidence cannot be read: " + folder, e);
    }
  }

  private static Optional<PackFile> pack(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(new PackFile(file, name.group(1), Long.parseLong(name.group(2))))
        : Optional.empty();
  }

  /** Where one may be written; it becomes a pack when it is {@link #keep kept}. */
  Path draft() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Private.folder(folder);
    }
    Path draft = Files.createTempFile(folder, "draft-", ".tmp");
    Private.file(draft);
    return draft;
  }

  PackFile keep(Path draft, String runId, long sequence) throws IOException {
    Path file = folder.resolve("evidence-%s-%d.zip".formatted(runId, sequence));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new PackFile(file, runId, sequence);
  }
}
