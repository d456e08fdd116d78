package io.siteswap.it;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * What Maven has built, and Java's options to start it: as it is, or unpacked as in the image. On a
 * slow machine the first takes 20 s, the second half of that.
 */
final class Jar {
  private static final String UNPACKED = "siteswap-unpacked";

  private Jar() {}

  static List<String> asItIs() {
    return List.of("-jar", built().toString());
  }

  /** Unpacks it once for each build. */
  static synchronized List<String> unpacked() {
    Path folder = built().resolveSibling(UNPACKED);
    Path jar = folder.resolve(built().getFileName());
    Path classes = folder.resolve("classes.jsa");
    try (FileChannel lock = FileChannel.open(lock(), CREATE, WRITE)) {
      // Classes of tests run in several processes.
      lock.lock();
      if (!isNewer(classes)) {
        FileSystemUtils.deleteRecursively(folder);
        run(folder, "-Djarmode=tools", "-jar", built(), "extract", "--destination", folder);
        archive(folder, jar, classes);
      }
      return List.of(
          "-XX:SharedArchiveFile=" + classes, "-XX:+UseSerialGC", "-jar", jar.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path lock() {
    return built().resolveSibling(UNPACKED + ".lock");
  }

  /** Keeps what Java has read and verified by the time that Siteswap is ready. */
  private static void archive(Path folder, Path jar, Path classes) throws IOException {
    Path data = Files.createTempDirectory("siteswap-archive");
    run(
        folder,
        "-XX:ArchiveClassesAtExit=" + classes,
        "-Dspring.context.exit=onRefresh",
        "-jar",
        jar,
        "--server.port=0",
        "--siteswap.twin.port=0",
        "--siteswap.data=" + data);
    FileSystemUtils.deleteRecursively(data);
  }

  private static boolean isNewer(Path classes) throws IOException {
    return Files.exists(classes)
        && Files.getLastModifiedTime(classes).compareTo(Files.getLastModifiedTime(built())) > 0;
  }

  private static void run(Path folder, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " has failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Path built() {
    Path jar = Path.of(System.getProperty("siteswap.jar", "target/siteswap.jar")).toAbsolutePath();
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException(
          jar + " cannot be read: expected the jar that 'mvn package' makes");
    }
    return jar;
  }
}
