package io.siteswap.evidence.pack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code java -jar siteswap.jar verify PACK.zip [--key KEY.pem]}: ends with 0 when the pack is
 * whole, with 1 when it was altered, with 2 when it cannot be read.
 */
public final class VerifyCommand {
  private static final int WHOLE = 0;
  private static final int ALTERED = 1;
  private static final int UNREADABLE = 2;
  private static final String USAGE =
      """
      java -jar siteswap.jar verify PACK.zip [--key KEY.pem]

      Says whether an evidence pack is as it was signed. KEY.pem is the public key that you trust,
      as you got it from GET /api/evidence/key, and not from the pack.
      Ends with 0 when it is whole, with 1 when it was altered, with 2 when it cannot be read.
      """;

  private VerifyCommand() {}

  /** Its arguments are what stands behind {@code verify}. */
  public static int run(String[] args, PrintStream out) {
    boolean withKey = args.length == 3 && args[1].equals("--key");
    if (args.length != 1 && !withKey) {
      out.print(USAGE);
      return UNREADABLE;
    }
    try {
      Optional<String> key =
          withKey
              ? Optional.of(Files.readString(Path.of(args[2]), StandardCharsets.US_ASCII))
              : Optional.empty();
      return tell(Verification.of(Path.of(args[0]), key), withKey, out);
    } catch (IOException e) {
      out.println("CANNOT BE READ: the key: " + e.getMessage());
      return UNREADABLE;
    }
  }

  private static int tell(Verdict verdict, boolean withKey, PrintStream out) {
    verdict.manifest().ifPresent(manifest -> tell(manifest, withKey, out));
    return switch (verdict.kind()) {
      case WHOLE -> {
        out.printf(
            "WHOLE: %d files, and the chain of %d entries of the journal%n",
            verdict.manifest().orElseThrow().files().size(), verdict.lines());
        yield WHOLE;
      }
      case ALTERED -> {
        out.println("ALTERED:");
        verdict.problems().forEach(problem -> out.println("- " + problem));
        yield ALTERED;
      }
      case UNREADABLE -> {
        out.println("CANNOT BE READ: " + String.join("; ", verdict.problems()));
        yield UNREADABLE;
      }
    };
  }

  private static void tell(Manifest manifest, boolean withKey, PrintStream out) {
    Manifest.About about = manifest.about();
    out.printf(
        "Evidence of %s under %s on cluster %s, %s%n",
        about.runbook(),
        about.ticket(),
        about.cluster(),
        about.outcome().isEmpty() ? "while it was open" : "ended as " + about.outcome());
    out.printf("Run %s, pack made %s%n", about.run(), about.madeAt());
    out.printf(
        "Journal up to entry %d: %s%n", manifest.journal().sequence(), manifest.journal().hash());
    out.printf(
        "Signed by key %s%s%n",
        manifest.keyFingerprint(),
        withKey ? "" : " - compare it with the one that you trust, or give that with --key");
    manifest.missing().forEach(one -> out.printf("Not in it: %s: %s%n", one.what(), one.why()));
  }
}
