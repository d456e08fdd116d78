package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * How the Standard Webhooks specification signs: {@code v1,} and the HMAC of id, time and body.
 *
 * @param id the header {@code webhook-id}
 * @param timestamp the header {@code webhook-timestamp}, in seconds
 */
record StandardWebhook(String id, String timestamp, byte[] body) {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String SCHEME = "v1,";
  private static final String PREFIX = "whsec_";

  /** A secret is written in base 64, with or without its prefix; throws what is none. */
  static byte[] key(Secret secret) {
    String text = secret.value();
    return Base64.getDecoder()
        .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
  }

  String signature(Secret secret) {
    byte[] mac = Signature.of(key(secret), Signature.bytes(id + "." + timestamp + "."), body);
    return SCHEME + Base64.getEncoder().encodeToString(mac);
  }

  /** Whether one of these signatures is by one of the secrets, and was made now. */
  boolean isSigned(String signatures, List<Secret> secrets, Instant now) {
    boolean signed = false;
    // All are compared, so that the time it takes tells nothing.
    for (Secret secret : secrets) {
      byte[] expected = signature(secret).getBytes(StandardCharsets.UTF_8);
      for (String given : signatures.split(" ")) {
        signed |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
      }
    }
    return signed && isNow(now);
  }

  private boolean isNow(Instant now) {
    return timestamp.matches("\\d{1,11}")
        && Duration.between(sentAt(), now).abs().compareTo(TOLERANCE) <= 0;
  }

  Instant sentAt() {
    return Instant.ofEpochSecond(Long.parseLong(timestamp));
  }

  @Override
  public String toString() {
    return id;
  }
}
