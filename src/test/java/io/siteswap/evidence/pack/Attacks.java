package io.siteswap.evidence.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What somebody does to a pack who knows how it is made, and who may even sign it: archives that
 * programs read differently, texts that can be read in two ways, and content that is larger than a
 * machine. Whatever verifies packs has to refuse each.
 */
final class Attacks {
  private static final int MANY = 64 << 20;

  private final Packs packs;
  private final Path folder;
  private final Map<String, Path> all = new LinkedHashMap<>();

  private Attacks(Packs packs, Path folder) {
    this.packs = packs;
    this.folder = folder;
  }

  /** Each with the name of what was done. */
  static Map<String, Path> on(Packs packs, Path folder) throws IOException {
    var attacks = new Attacks(packs, folder);
    attacks.signed("nothing", pack -> {});
    assertThat(Packs.verify(attacks.all.remove("nothing")).problems()).isEmpty();
    attacks.names();
    attacks.archives();
    attacks.sizes();
    attacks.journals();
    attacks.manifests();
    attacks.keys();
    return attacks.all;
  }

  private interface Making {
    void into(PackWriter pack) throws IOException;
  }

  private Path file() {
    return folder.resolve("attack-%d.zip".formatted(all.size()));
  }

  /** Signed, with something more in it. */
  private void signed(String what, Making more) throws IOException {
    signed(what, text(Packs.journal()).getBytes(UTF_8), Packs.journal(), more);
  }

  private void signed(String what, byte[] journal, List<Journal.Line> anchored, Making more)
      throws IOException {
    Path file = file();
    try (var pack = new PackWriter(file)) {
      pack.add("report.html", "<p>What happened.</p>");
      pack.add("plans/1.json", Packs.PLAN);
      more.into(pack);
      if (journal.length > 0) {
        pack.add(Manifest.JOURNAL, out -> out.write(journal));
      }
      Packs.seal(pack, anchored, packs.key);
    }
    all.put(what, file);
  }

  private static String text(List<Journal.Line> lines) {
    return lines.stream().map(line -> Packs.json(line) + "\n").collect(Collectors.joining());
  }

  /** As the archive is written, with other bytes; whoever verifies it has no signature to ask. */
  private void patched(String what, Path from, String old, String now) throws IOException {
    String bytes = Files.readString(from, ISO_8859_1);
    all.put(what, Files.writeString(file(), bytes.replace(old, now), ISO_8859_1));
  }

  private void names() throws IOException {
    for (String name :
        List.of(
            "../report.html",
            "plans/../report.html",
            "/etc/passwd",
            "C:/report.html",
            "plans\\1.json",
            "./report.html",
            "plans/./1.json",
            "plans//1.json",
            "plans/",
            "report.html.",
            ".hidden",
            "Report.HTML",
            "report.html\u0000.txt",
            "r\u00e9port.html",
            "x".repeat(201))) {
      signed("a file of the name " + name, pack -> pack.add(name, "What is shown."));
    }
  }

  private void archives() throws IOException {
    signed("an archive", pack -> pack.add("report.htmX", "<p>Nothing happened.</p>"));
    Path twice = all.remove("an archive");
    patched("one name twice, with other content", twice, "htmX", "html");
    patched("one name twice, but for capitals", twice, "htmX", "htmL");
    all.put(
        "another name before the content than in the directory",
        Files.writeString(
            file(), Files.readString(twice, ISO_8859_1).replaceFirst("htmX", "html"), ISO_8859_1));
    byte[] pack = Files.readAllBytes(packs.pack("whole.zip"));
    var two = new ByteArrayOutputStream();
    two.write(pack);
    two.write(pack);
    all.put("two packs in one file", Files.write(file(), two.toByteArray()));
    var comment = pack.clone();
    comment[comment.length - 2] = 1;
    all.put("a comment that the archive does not have", Files.write(file(), comment));
  }

  private void sizes() throws IOException {
    byte[] nothing = new byte[MANY];
    signed("zeros", pack -> pack.add("zeros", out -> out.write(nothing)));
    Path bomb = all.remove("zeros");
    all.put("a large file that claims to be small", claimed(bomb));
  }

  /** Everywhere where the archive says how large the zeros are. */
  private Path claimed(Path bomb) throws IOException {
    String bytes = Files.readString(bomb, ISO_8859_1);
    String large = "\0\0\0\4";
    int listed = bytes.lastIndexOf("zeros") - Slot.CENTRAL_BYTES + 24;
    int described = bytes.indexOf(large, bytes.indexOf("zeros"));
    String small = "\1\0\0\0";
    String altered =
        bytes.substring(0, described)
            + small
            + bytes.substring(described + 4, listed)
            + small
            + bytes.substring(listed + 4);
    return Files.writeString(file(), altered, ISO_8859_1);
  }

  private void journal(String what, UnaryOperator<String> altered) throws IOException {
    byte[] journal = altered.apply(text(Packs.journal())).getBytes(UTF_8);
    signed(what, journal, Packs.journal(), pack -> {});
  }

  /** The journal with one entry more, whose hash fits to what it is before it is altered. */
  private void entry(String what, String actor, String detail, UnaryOperator<String> altered)
      throws IOException {
    List<Journal.Line> lines = longer(actor, detail);
    signed(what, altered.apply(text(lines)).getBytes(UTF_8), lines, pack -> {});
  }

  private void journals() throws IOException {
    signed("no journal", new byte[0], Packs.journal(), pack -> {});
    journal("a journal that begins with a mark of the order of bytes", text -> "\ufeff" + text);
    journal("an empty line", text -> text.replaceFirst("\n", "\n\n"));
    journal("lines that end as on Windows", text -> text.replace("\n", "\r\n"));
    journal("two entries in one line", text -> text.replaceFirst("\n", "\r"));
    journal("the last line cut off at its end", text -> text.substring(0, text.length() - 1));
    journal("one key twice", text -> text.replaceFirst("\\{", "{\"actor\":\"nobody\","));
    journal("one key more", text -> text.replaceFirst("}\n", ",\"note\":\"true\"}\n"));
    journal("a number with a fraction", text -> text.replace("\"sequence\":7", "\"sequence\":7.0"));
    journal("a number as text", text -> text.replace("\"sequence\":7", "\"sequence\":\"7\""));
    journal("blanks between", text -> text.replace("\"actor\":", "\"actor\" : "));
    journal(
        "a letter written as its number",
        text -> text.replaceFirst("operator", "\\\\u006fperator"));
    journal("a line that is null", text -> text + "null\n");
    entry("an entry with nothing in it", "nothing", null, text -> text);
    entry("half a sign", "half", "\ufffd", text -> text.replace("\ufffd", "\\uD800"));
    entry("an entry whose actor has two lines", "operator\nnote", "said", text -> text);
    entry("a line that is larger than any", "large", "x".repeat(5_000_000), text -> text);
    // Its hash is over what a lenient reader makes of a byte that is none of UTF-8.
    List<Journal.Line> lines = longer("operator", "what\ufffd");
    byte[] lenient = text(lines).replace('\ufffd', '\u00ff').getBytes(ISO_8859_1);
    signed("bytes that are no text", lenient, lines, pack -> {});
  }

  private static List<Journal.Line> longer(String actor, String detail) {
    List<Journal.Line> lines = new ArrayList<>(Packs.journal());
    Journal.Line last = lines.get(lines.size() - 1);
    long sequence = last.sequence() + 1;
    String hash = entry(sequence, actor, detail, last, "").computedHash();
    lines.add(entry(sequence, actor, detail, last, hash));
    return lines;
  }

  private static Journal.Line entry(
      long sequence, String actor, String detail, Journal.Line last, String hash) {
    return new Journal.Line(
        sequence, Packs.RUN, last.at(), actor, "note", detail, last.hash(), hash);
  }

  /** Another manifest, signed. */
  private void manifest(String what, UnaryOperator<String> altered) throws IOException {
    Map<String, byte[]> contents = Packs.contents(packs.pack("for-manifest.zip"));
    byte[] manifest = altered.apply(new String(contents.get(Manifest.NAME), UTF_8)).getBytes(UTF_8);
    contents.put(Manifest.NAME, manifest);
    contents.put(Manifest.SIGNATURE, PackWriter.signature(packs.key.sign(manifest)));
    all.put(what, packs.rewritten(file().getFileName().toString(), contents));
  }

  private void manifests() throws IOException {
    for (String name :
        List.of("about", "journal", "missing", "keyFingerprint", "files", "archive")) {
      manifest(
          "a manifest without " + name,
          text ->
              text.replaceFirst(
                  "\"%s\" : ".formatted(name), "\"%s\" : null, \"x\" : ".formatted(name)));
      manifest(
          "a manifest whose " + name + " is a number",
          text ->
              text.replaceFirst(
                  "\"%s\" : ".formatted(name), "\"%s\" : 1, \"x\" : ".formatted(name)));
    }
    manifest(
        "a manifest whose run is nothing",
        text -> text.replaceFirst("\"run\" : \"[^\"]*\"", "\"run\" : null"));
    manifest(
        "a file without a name",
        text -> text.replaceFirst("\"name\" : \"[^\"]*\"", "\"name\" : null"));
    manifest(
        "a file of null", text -> text.replaceFirst("\"files\" : \\[ ", "\"files\" : [ null, "));
    manifest(
        "an outcome twice",
        text ->
            text.replaceFirst("\"outcome\"", "\"outcome\" : \"failoverUndone\",\n    \"outcome\""));
    manifest(
        "a field more",
        text -> text.replaceFirst("\"format\"", "\"note\" : \"true\",\n  \"format\""));
    manifest("blanks in a manifest", text -> text.replace(" : ", ":"));
    manifest("lines as on Windows in a manifest", text -> text.replace("\n", "\r\n"));
    manifest("an empty manifest", text -> "");
    manifest("no JSON", text -> "{");
    manifest("a list", text -> "[]");
    manifest(
        "a manifest of a later format", text -> text.replace("\"format\" : 1", "\"format\" : 2"));
    manifest(
        "another key named, and this one somewhere else",
        text ->
            text.replace(packs.key.fingerprint(), "0".repeat(64))
                .replace("no desk", packs.key.fingerprint()));
  }

  private void key(String what, UnaryOperator<String> altered) throws IOException {
    Map<String, byte[]> contents = Packs.contents(packs.pack("for-key.zip"));
    Path file = file();
    try (var pack = new PackWriter(file)) {
      for (String name : List.of("report.html", "plans/1.json", Manifest.JOURNAL)) {
        pack.add(name, new String(contents.get(name), UTF_8));
      }
      Packs.seal(pack, Packs.journal(), packs.key);
    }
    contents = Packs.contents(file);
    contents.put(
        Manifest.KEY, altered.apply(new String(contents.get(Manifest.KEY), UTF_8)).getBytes(UTF_8));
    all.put(what, packs.rewritten(file.getFileName().toString(), contents));
  }

  private void keys() throws IOException {
    key("a key with lines as on Windows", text -> text.replace("\n", "\r\n"));
    key("a key with words before it", text -> "My key\n" + text);
    key("a key with blanks", text -> text.replaceFirst("\n", "\n "));
    key("a key in two lines", text -> text.replaceFirst("MCow", "MCow\n"));
    key("no key", text -> "");
  }
}
