package io.siteswap.evidence.pack;

import io.siteswap.ledger.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packs that are small enough to be altered in every byte, and what people do to them. */
public final class Packs {
  static final String RUN = "0a1b2c3d-0000-0000-0000-000000000000";
  static final String PLAN = "{\"phases\":[]}\n";

  private final Path folder;
  final SigningKey key;

  Packs(Path folder) throws IOException {
    this.folder = folder;
    this.key = SigningKey.in(folder.resolve("key.pem"));
  }

  static List<Journal.Line> journal() {
    return journal("approve: well (plan SHA-256 " + Sha256.of(PLAN) + ")");
  }

  static List<Journal.Line> journal(String approval) {
    List<Journal.Line> lines = new ArrayList<>();
    String before = "f".repeat(64);
    for (String[] one :
        List.of(
            new String[] {RUN, "operator", "run-opened", "fail-over-site"},
            new String[] {"people", "admin", "engine-operation", "of somebody else"},
            new String[] {RUN, "approver-1", "approvePlan", approval},
            new String[] {RUN, "siteswap", "run-ended", "siteFailedOver"})) {
      var unsigned =
          new Journal.Line(
              7L + lines.size(),
              one[0],
              "2026-11-27T03:00:00Z",
              one[1],
              one[2],
              one[3],
              before,
              "");
      before = unsigned.computedHash();
      lines.add(
          new Journal.Line(
              unsigned.sequence(),
              one[0],
              unsigned.at(),
              one[1],
              one[2],
              one[3],
              unsigned.previousHash(),
              before));
    }
    return lines;
  }

  /** A line as a pack has it. */
  static String json(Journal.Line line) {
    return JournalLines.json(line);
  }

  Path pack(String name) throws IOException {
    return pack(name, journal(), key);
  }

  Path pack(String name, List<Journal.Line> journal, SigningKey signing) throws IOException {
    Path file = folder.resolve(name);
    try (var pack = new PackWriter(file)) {
      pack.add("report.html", "<p>" + "What happened. ".repeat(20) + name + "</p>");
      pack.add("plans/1.json", PLAN);
      pack.add(
          Manifest.JOURNAL,
          journal.stream().map(line -> json(line) + "\n").collect(Collectors.joining()));
      seal(pack, journal, signing);
    }
    return file;
  }

  static void seal(PackWriter pack, List<Journal.Line> journal, SigningKey signing)
      throws IOException {
    Journal.Line last = journal.get(journal.size() - 1);
    pack.seal(
        new Manifest.About(
            RUN, "CHG1", "fail-over-site", "demo", "siteFailedOver", "2026-11-27T04:00:00Z"),
        new Manifest.Anchor(last.sequence(), last.hash()),
        List.of(new Manifest.Missing("ticket", "no desk")),
        signing);
  }

  static Verdict verify(Path file) {
    return Verification.of(file, Optional.empty());
  }

  static Map<String, byte[]> contents(Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      Map<String, byte[]> contents = new LinkedHashMap<>();
      for (ZipEntry entry : zip.stream().toList()) {
        contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same archive with other contents, in every other way as a pack is written. */
  Path rewritten(String name, Map<String, byte[]> contents) throws IOException {
    Path file = folder.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var one : contents.entrySet()) {
        write(zip, one.getKey(), one.getValue());
      }
    }
    return file;
  }

  private static void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(PackWriter.NO_TIME);
    if (name.startsWith("manifest.")) {
      var crc = new java.util.zip.CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
