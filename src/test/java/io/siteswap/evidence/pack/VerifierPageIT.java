package io.siteswap.evidence.pack;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.siteswap.it.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a pack, opened from a file as an auditor does, finds the same as the command. */
class VerifierPageIT {
  /** Each of so many bytes is altered in the browser; the command has them all altered. */
  private static final int EVERY = 5;

  private static Browser browser;

  @TempDir private Path folder;
  private Packs packs;
  private Path pack;
  private Page page;

  @BeforeAll
  static void open() {
    assumeThat(Browser.isThere()).as(Browser.NOT_THERE).isTrue();
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void aPackAndThePage() throws IOException {
    packs = new Packs(folder);
    pack = packs.pack("pack.zip");
    page = browser.window(folder.toUri());
  }

  private List<String> messages() throws IOException {
    List<String> messages = new ArrayList<>();
    page.onConsoleMessage(message -> messages.add(message.text()));
    page.onPageError(messages::add);
    Path file = Files.writeString(folder.resolve("verify.html"), VerifierPage.html());
    page.navigate(file.toUri().toString());
    return messages;
  }

  private Locator verified(Path file) {
    page.setInputFiles("#file", file);
    Locator word = page.locator("#word");
    assertThat(word).not().hasText("Reading…");
    return word;
  }

  @Test
  void saysThatAPackIsWhole() throws IOException {
    List<String> messages = messages();

    assertThat(verified(pack)).hasText("WHOLE");

    assertThat(page.locator("#about")).containsText(packs.key.fingerprint());
    assertThat(page.locator("#about")).containsText("4 entries followed");
    assertThat(page.locator("#about")).containsText("the browser");
    assertThat(messages).isEmpty();
    Browser.wholePicture(page, "verify-whole");
  }

  @Test
  void namesWhatWasAltered() throws IOException {
    messages();
    Map<String, byte[]> contents = Packs.contents(pack);
    contents.put("report.html", Packs.bytes("<p>Nothing happened.</p>"));

    assertThat(verified(packs.rewritten("altered.zip", contents))).hasText("ALTERED");

    assertThat(page.locator("#problems")).containsText("report.html was altered");
    Browser.wholePicture(page, "verify-altered");
    assertThat(verified(Files.writeString(folder.resolve("no.zip"), "no pack")))
        .hasText("CANNOT BE READ");
  }

  @Test
  void tellsAPackOfSomebodyElseByItsKey() throws IOException {
    messages();
    SigningKey forger = SigningKey.in(folder.resolve("forger.pem"));
    Path forged = packs.pack("forged.zip", Packs.journal(), forger);
    assertThat(verified(forged)).hasText("WHOLE");
    assertThat(page.locator("#about")).containsText(forger.fingerprint());

    page.fill("#key", packs.key.fingerprint());
    assertThat(page.locator("#word")).hasText("ALTERED");
    assertThat(page.locator("#problems")).containsText("which you trust");
    assertThat(verified(pack)).hasText("WHOLE");
  }

  @Test
  void noByteCanBeAnother() throws IOException {
    messages();
    Object unseen = page.evaluate(FLIPPING, Map.of("pack", encoded(), "every", EVERY));

    assertThat((List<?>) unseen).isEmpty();
  }

  private String encoded() throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(pack));
  }

  private static final String FLIPPING =
      """
      async ({ pack, every }) => {
        const bytes = Uint8Array.from(atob(pack), one => one.charCodeAt(0));
        if ((await verifyPack(bytes)).problems.length) return ['the pack itself'];
        const unseen = [];
        for (let at = 0; at < bytes.length; at += every) {
          bytes[at] ^= 0x40;
          try {
            if (!(await verifyPack(bytes)).problems.length) unseen.push(at);
          } catch { /* found */ }
          bytes[at] ^= 0x40;
        }
        return unseen;
      }
      """;

  /** A pack of which one says that it is whole, and the other that it is not, proves nothing. */
  @Test
  void saysTheSameAsTheCommand() throws IOException {
    messages();
    Map<String, Path> packsToJudge = Attacks.on(packs, folder);
    packsToJudge.put("nothing", pack);

    packsToJudge.forEach(
        (what, one) -> assertThat(judged(one)).as(what).isEqualTo(Packs.verify(one).kind().name()));
  }

  private Object judged(Path file) {
    try {
      String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      return page.evaluate(JUDGING, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String JUDGING =
      """
      async pack => {
        try {
          const bytes = Uint8Array.from(atob(pack), one => one.charCodeAt(0));
          return (await verifyPack(bytes)).problems.length ? 'ALTERED' : 'WHOLE';
        } catch (e) {
          return { Unsound: 'ALTERED', Unreadable: 'UNREADABLE' }[e.constructor.name] ?? String(e);
        }
      }
      """;

  /** A browser that has no Ed25519 of its own. */
  @Test
  void bringsItsOwnEd25519() throws IOException {
    page.addInitScript(
        "crypto.subtle.importKey = () => Promise.reject(new Error('no such algorithm'))");
    messages();

    assertThat(verified(pack)).hasText("WHOLE");
    assertThat(page.locator("#about")).containsText("noble-ed25519");

    Map<String, byte[]> contents = Packs.contents(pack);
    SigningKey another = SigningKey.in(folder.resolve("another.pem"));
    contents.put(Manifest.KEY, Packs.bytes(another.publicPem()));
    assertThat(verified(packs.rewritten("key.zip", contents))).hasText("ALTERED");
    assertThat(page.locator("#problems")).containsText("the signature does not fit");
  }
}
