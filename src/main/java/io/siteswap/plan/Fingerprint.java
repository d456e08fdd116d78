package io.siteswap.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Names a plan by what it does: SHA-256 over its lines, hexadecimal. */
public record Fingerprint(String value) {
  static Fingerprint of(List<PlanLine> lines) {
    String text = lines.stream().map(PlanLine::key).collect(Collectors.joining("\n"));
    return new Fingerprint(HexFormat.of().formatHex(sha256(text)));
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
