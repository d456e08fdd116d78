package io.siteswap.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a pack is found. */
class VerificationTest {
  @TempDir private Path folder;
  private Packs packs;
  private Path pack;

  @BeforeEach
  void aPack() throws IOException {
    packs = new Packs(folder);
    pack = packs.pack("pack.zip");
  }

  private static List<String> problems(Path file) {
    Verdict verdict = Packs.verify(file);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ALTERED);
    return verdict.problems();
  }

  @Test
  void aPackIsWholeAsItWasWritten() {
    Verdict verdict = Packs.verify(pack);

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.WHOLE);
    assertThat(verdict.lines()).isEqualTo(4);
    assertThat(Verification.of(pack, Optional.of(packs.key.publicPem())).isWhole()).isTrue();
  }

  /** The harness that alters packs below alters nothing by itself. */
  @Test
  void rewritingItUnchangedIsNoAlteration() throws IOException {
    assertThat(Packs.verify(packs.rewritten("same.zip", Packs.contents(pack))).isWhole()).isTrue();
  }

  @Test
  void noByteCanBeAnother() throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    List<Integer> unseen = new ArrayList<>();
    Path altered = folder.resolve("altered.zip");
    for (int at = 0; at < bytes.length; at++) {
      for (int bit : new int[] {0x01, 0x80}) {
        bytes[at] ^= (byte) bit;
        Files.write(altered, bytes);
        if (Packs.verify(altered).isWhole()) {
          unseen.add(at);
        }
        bytes[at] ^= (byte) bit;
      }
    }
    assertThat(bytes.length).isGreaterThan(2000);
    assertThat(unseen).isEmpty();
  }

  @Test
  void nothingCanBeCutOff() throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    Path cut = folder.resolve("cut.zip");
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(Packs.verify(cut).isWhole()).as("%d bytes", length).isFalse();
    }
  }

  @Test
  void nothingCanBePutBeforeOrBehind() throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    var before = new ByteArrayOutputStream();
    before.write("PK\3\4".getBytes(StandardCharsets.US_ASCII));
    before.write(bytes);
    assertThat(problems(Files.write(folder.resolve("before.zip"), before.toByteArray())))
        .isNotEmpty();
    assertThat(
            problems(
                Files.write(folder.resolve("behind.zip"), Arrays.copyOf(bytes, bytes.length + 1))))
        .first()
        .asString()
        .contains("appended");
  }

  @Test
  void contentThatWasAlteredIsNamed() throws IOException {
    Map<String, byte[]> contents = Packs.contents(pack);
    contents.put("report.html", Packs.bytes("<p>Nothing happened.</p>"));

    assertThat(problems(packs.rewritten("altered.zip", contents)))
        .contains("report.html was altered");
  }

  @Test
  void whatWasTakenOutOrAddedIsNamed() throws IOException {
    Map<String, byte[]> contents = Packs.contents(pack);
    contents.remove("plans/1.json");
    assertThat(problems(packs.rewritten("less.zip", contents))).contains("plans/1.json is missing");

    Map<String, byte[]> more = new LinkedHashMap<>();
    more.put("another.txt", Packs.bytes("true as well"));
    more.putAll(Packs.contents(pack));
    assertThat(problems(packs.rewritten("more.zip", more))).contains("another.txt was added");
  }

  @Test
  void anotherOrderIsFound() throws IOException {
    Map<String, byte[]> contents = Packs.contents(pack);
    List<String> names = new ArrayList<>(contents.keySet());
    Collections.swap(names, 0, 1);
    Map<String, byte[]> other = new LinkedHashMap<>();
    names.forEach(name -> other.put(name, contents.get(name)));

    assertThat(problems(packs.rewritten("order.zip", other)))
        .contains("the files are in another order");
  }

  @Test
  void twoFilesOfOneNameAreFound() throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("report.htmX", Packs.bytes("<p>What some programs show.</p>"));
    contents.putAll(Packs.contents(pack));
    byte[] bytes = Files.readAllBytes(packs.rewritten("two.zip", contents));
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("htmX", "html");
    Path twice = folder.resolve("twice.zip");
    Files.writeString(twice, text, StandardCharsets.ISO_8859_1);

    assertThat(problems(twice))
        .containsExactly("the archive has two files of the name report.html");
  }

  @Test
  void filesOfAnotherPackAreFound() throws IOException {
    List<Journal.Line> others = Packs.journal("approve: otherwise");
    Map<String, byte[]> other = Packs.contents(packs.pack("other.zip", others, packs.key));
    for (String name :
        List.of("report.html", Manifest.JOURNAL, Manifest.NAME, Manifest.SIGNATURE)) {
      Map<String, byte[]> contents = Packs.contents(pack);
      contents.put(name, other.get(name));
      assertThat(problems(packs.rewritten("mixed.zip", contents))).as(name).isNotEmpty();
    }
  }

  @Test
  void anotherKeyInItIsFound() throws IOException {
    Map<String, byte[]> contents = Packs.contents(pack);
    SigningKey another = SigningKey.in(folder.resolve("another.pem"));
    contents.put(Manifest.KEY, Packs.bytes(another.publicPem()));

    assertThat(problems(packs.rewritten("key.zip", contents)))
        .contains("key.pem was altered")
        .anyMatch(problem -> problem.startsWith("the signature does not fit"));
  }

  /** Whoever signs it anew makes a whole pack, which is why people pin the key. */
  @Test
  void aPackThatSomebodyElseSignedIsToldByItsKey() throws IOException {
    SigningKey forger = SigningKey.in(folder.resolve("forger.pem"));
    Path forged = packs.pack("forged.zip", Packs.journal(), forger);

    Verdict pinned = Verification.of(forged, Optional.of(packs.key.publicPem()));

    assertThat(Packs.verify(forged).manifest().orElseThrow().keyFingerprint())
        .isEqualTo(forger.fingerprint())
        .isNotEqualTo(packs.key.fingerprint());
    assertThat(pinned.kind()).isEqualTo(Verdict.Kind.ALTERED);
    assertThat(pinned.problems())
        .containsExactly(
            "it is signed by the key %s, and not by %s, which you trust"
                .formatted(forger.fingerprint(), packs.key.fingerprint()));
  }

  /** Signed by Siteswap itself, with a journal that somebody had altered before. */
  @Test
  void aBrokenChainIsFoundThoughTheSignatureFits() throws IOException {
    List<Journal.Line> lines = Packs.journal();
    Journal.Line second = lines.get(1);
    List<Journal.Line> altered = new ArrayList<>(lines);
    altered.set(
        1,
        new Journal.Line(
            second.sequence(),
            second.runId(),
            second.at(),
            "nobody",
            second.event(),
            second.detail(),
            second.previousHash(),
            second.hash()));
    assertThat(problems(packs.pack("a.zip", altered, packs.key)))
        .containsExactly("entry 8 of the journal was altered");

    List<Journal.Line> shorter = new ArrayList<>(lines);
    shorter.remove(1);
    assertThat(problems(packs.pack("b.zip", shorter, packs.key)))
        .containsExactly("behind entry 7 of the journal comes entry 9");

    List<Journal.Line> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 1, 2);
    assertThat(problems(packs.pack("c.zip", swapped, packs.key))).isNotEmpty();
  }

  @Test
  void aPlanThatWasApprovedAndIsNotHereIsFound() throws IOException {
    String approval = "approve: well (plan SHA-256 " + "0".repeat(64) + ")";
    assertThat(problems(packs.pack("plan.zip", Packs.journal(approval), packs.key)))
        .containsExactly("the plan that was approved is not here: SHA-256 " + "0".repeat(64));
  }

  /** Also what is signed: nobody can make a pack that others read differently. */
  @Test
  void whateverSomebodyWhoKnowsHowDoesIsRefused() throws IOException {
    Attacks.on(packs, folder)
        .forEach(
            (what, attacked) ->
                assertThat(Packs.verify(attacked))
                    .as(what)
                    .satisfies(
                        verdict -> {
                          assertThat(verdict.isWhole()).isFalse();
                          assertThat(verdict.problems()).isNotEmpty();
                        }));
  }

  // --- the command -----------------------------------------------------------------------------

  private record Said(int code, String text) {}

  private static Said run(String... args) {
    var bytes = new ByteArrayOutputStream();
    int code = VerifyCommand.run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Said(code, bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theCommandEndsWith0WhenItIsWhole() throws IOException {
    Path trusted = Files.writeString(folder.resolve("trusted.pem"), packs.key.publicPem());

    Said said = run(pack.toString(), "--key", trusted.toString());

    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("fail-over-site under CHG1 on cluster demo, ended as siteFailedOver")
        .contains("WHOLE: 4 files, and the chain of 4 entries")
        .contains("Signed by key " + packs.key.fingerprint() + System.lineSeparator())
        .contains("Not in it: ticket: no desk");
    assertThat(run(pack.toString()).text()).contains("compare it with the one that you trust");
  }

  @Test
  void theCommandEndsWith1WhenItWasAltered() throws IOException {
    Map<String, byte[]> contents = Packs.contents(pack);
    contents.put("report.html", Packs.bytes("<p>Nothing happened.</p>"));

    Said said = run(packs.rewritten("altered.zip", contents).toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("ALTERED:", "- report.html was altered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"there-is-none.zip", "text.zip", "empty.zip"})
  void theCommandEndsWith2WhenItCannotBeRead(String name) throws IOException {
    Files.writeString(folder.resolve("text.zip"), "This is no pack.");
    Files.createFile(folder.resolve("empty.zip"));

    Said said = run(folder.resolve(name).toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).startsWith("CANNOT BE READ");
    assertThat(run().code()).isEqualTo(2);
    assertThat(run(pack.toString(), "--key", folder.resolve("none").toString()).code())
        .isEqualTo(2);
  }

  // --- the key ---------------------------------------------------------------------------------

  @Test
  void theKeyIsMadeOnceAndPrivate() throws IOException {
    Path file = folder.resolve("deeper/own.pem");
    String first = SigningKey.in(file).fingerprint();

    assertThat(SigningKey.in(file).fingerprint()).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /** The pair of RFC 8032, 7.1, test 1, as OpenSSL writes its private half. */
  @Test
  void aKeyFromElsewhereHasThePublicKeyThatBelongsToIt() {
    SigningKey key =
        SigningKey.of(
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """);
    byte[] point = PublicKeys.of(key.publicPem()).getEncoded();
    assertThat(java.util.HexFormat.of().formatHex(point))
        .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }
}
