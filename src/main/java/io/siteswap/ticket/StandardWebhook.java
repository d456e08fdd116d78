package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** How the Standard Webhooks specification signs: {@code v1,} and the HMAC of id, time and body. */
final class StandardWebhook {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String SCHEME = "v1,";
  private static final String PREFIX = "whsec_";

  private final String id;
  private final String timestamp;
  private final byte[] body;

  /**
   * A delivery.
   *
   * @param id the header {@code webhook-id}
   * @param timestamp the header {@code webhook-timestamp}, in seconds
   */
  StandardWebhook(String id, String timestamp, byte[] body) {
    this.id = id;
    this.timestamp = timestamp;
    this.body = body.clone();
  }

  String id() {
    return id;
  }

  String timestamp() {
    return timestamp;
  }

  byte[] body() {
    return body.clone();
  }

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
      for (String given : signatures.split(" ", -1)) {
        signed |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
      }
    }
    return signed && isNow(now);
  }

  private boolean isNow(Instant now) {
    return timestamp.matches("\\d{1,11}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }
}
