package io.siteswap.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names a plan by what it does: SHA-256 over its lines, hexadecimal. */
public record Fingerprint(String value) {
  private static final Pattern IN_THE_JOURNAL =
      Pattern.compile("fingerprint ([0-9a-f]{64})(, plan SHA-256 [0-9a-f]{64})?");

  static Fingerprint of(List<PlanLine> lines) {
    String text = lines.stream().map(PlanLine::key).collect(Collectors.joining("\n"));
    return new Fingerprint(HexFormat.of().formatHex(sha256(text)));
  }

  /**
   * What the journal says, for people: it names a plan by all of its fingerprint and by the digest
   * of what is kept, which nobody compares by eye.
   */
  public static String shortenedIn(String said) {
    return IN_THE_JOURNAL
        .matcher(said)
        .replaceAll(found -> "fingerprint " + new Fingerprint(found.group(1)).abbreviated());
  }

  /** Enough of it for people to compare. */
  public String abbreviated() {
    return value.substring(0, 4)
        + "-"
        + value.substring(4, 8)
        + "-"
        + value.substring(8, 12)
        + "-"
        + value.substring(12, 16);
  }

  /** Whether people or programs mean this one: by all of it, or by what they compare. */
  public boolean isNamedBy(String text) {
    return text.equals(value) || text.equals(abbreviated());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
