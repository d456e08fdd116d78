package io.siteswap.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody reads but the user that Siteswap runs as. */
public final class Private {
  private Private() {}

  public static void file(Path file) throws IOException {
    restrict(file, "rw-------");
  }

  public static void folder(Path folder) throws IOException {
    restrict(folder, "rwx------");
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
