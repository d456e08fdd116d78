package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packs as files, and what is left of one when its writer died. */
class EvidenceFolderTest {
  @TempDir private Path folder;

  private EvidenceFolder started() {
    return new EvidenceFolder(
        new EvidenceProperties(
            folder,
            folder.resolve("key.pem"),
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatADeadProcessHadBegunIsGoneAtTheNextStart() throws IOException {
    Files.writeString(folder.resolve("draft-4711.tmp"), "half a pack");
    Files.writeString(folder.resolve("evidence-run-12.zip"), "a pack");
    Files.writeString(folder.resolve("draft-of-somebody.txt"), "not ours");

    started();

    assertThat(names()).containsExactly("draft-of-somebody.txt", "evidence-run-12.zip");
  }

  /** Nodes may share the folder. */
  @Test
  void whatSomebodyWritesJustNowStays() throws IOException {
    try (EvidenceFolder.Draft draft = started().draft()) {
      started();

      assertThat(draft.path()).exists();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void whatIsKeptIsNoDraftAnyMore() throws IOException {
    EvidenceFolder evidence = started();
    try (EvidenceFolder.Draft draft = evidence.draft()) {
      Files.writeString(draft.path(), "a pack");
      evidence.keep(draft, "run", 12);
    }

    assertThat(names()).containsExactly("evidence-run-12.zip");
    assertThat(evidence.latest("run").orElseThrow().sequence()).isEqualTo(12);
  }
}
