package io.siteswap.twin.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the twin keeps is read by nobody else. */
class KeptFileTest {
  @TempDir Path folder;

  @Test
  void isReadByNobodyElse() throws IOException {
    Path path = folder.resolve("twin.json");
    new KeptFile<>(path, Map.class).save(Map.of("host", "north-1"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }
}
