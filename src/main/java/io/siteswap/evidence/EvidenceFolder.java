package io.siteswap.evidence;

import io.siteswap.site.Private;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The packs, as files: of each run the latest, and earlier ones as long as nobody removes them. */
@Component
class EvidenceFolder {
  private static final Logger log = LoggerFactory.getLogger(EvidenceFolder.class);
  private static final String DRAFT = "draft-";
  private static final String DRAFT_END = ".tmp";
  private static final Pattern NAME =
      Pattern.compile("evidence-([A-Za-z0-9-]{1,64})-([0-9]{1,18})\\.zip");

  private final Path folder;

  EvidenceFolder(EvidenceProperties properties) {
    this.folder = properties.folder();
    sweep();
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

  /** Where a pack may be written; it becomes one when it is {@link #keep kept}. */
  Draft draft() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Private.folder(folder);
    }
    Path path = Files.createTempFile(folder, DRAFT, DRAFT_END);
    Private.file(path);
    FileChannel held = FileChannel.open(path, StandardOpenOption.WRITE);
    if (held.tryLock() == null) {
      throw new IOException("somebody else writes " + path);
    }
    return new Draft(path, held);
  }

  /**
   * A pack that is being written; what has not become a pack by its end is removed.
   *
   * @param held its lock, which ends with the process, however that ends
   */
  record Draft(Path path, FileChannel held) implements Closeable {
    @Override
    public void close() throws IOException {
      held.close();
      Files.deleteIfExists(path);
    }
  }

  PackFile keep(Draft draft, String runId, long sequence) throws IOException {
    Path file = folder.resolve("evidence-%s-%d.zip".formatted(runId, sequence));
    Files.move(
        draft.path(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return new PackFile(file, runId, sequence);
  }

  /** What was begun by a process that died. */
  private void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*" + DRAFT_END)) {
      for (Path draft : drafts) {
        removeUnlessHeld(draft);
      }
    } catch (IOException e) {
      log.warn("drafts of evidence that were left behind in {} stay there", folder, e);
    }
  }

  private static void removeUnlessHeld(Path draft) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(draft);
      }
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      log.debug("{} is being written, or is gone", draft, e);
    }
  }
}
