package io.siteswap.evidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page that verifies a pack in a browser: one file, which needs nothing else. */
public final class VerifierPage {
  /** What one file may do that needs nothing else: our pages have their scripts beside them. */
  public static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PAGE = page();

  private VerifierPage() {}

  public static String html() {
    return PAGE;
  }

  /** The library keeps its names to itself, and comes with its licence. */
  private static String page() {
    String library =
        text("noble-ed25519/noble-ed25519-3.2.0.js")
            .replaceFirst("(?m)^export \\{[^}]*};\\s*$", "");
    return text("verify.html")
        .replace(
            "/*ed25519*/",
            "const { verifyAsync } = (() => {\n/*\n%s*/\n%s\nreturn { verifyAsync };\n})();"
                .formatted(text("noble-ed25519/LICENSE"), library));
  }

  private static String text(String name) {
    try (InputStream in = VerifierPage.class.getResourceAsStream("/io/siteswap/evidence/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
