package io.siteswap.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Whether a delivery comes from the desk that it names. */
@Component
class Identification {
  private static final String HUB_SCHEME = "sha256=";

  private final TicketProperties properties;
  private final InstantSource clock;

  Identification(TicketProperties properties, InstantSource clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Whether the proof of that desk is in it.
   *
   * @param header reads a header, empty where there is none
   */
  boolean isGenuine(String desk, UnaryOperator<String> header, byte[] body) {
    TicketProperties.Desk settings = properties.desks().get(desk);
    if (settings == null) {
      return false;
    }
    TicketProperties.Webhook webhook = settings.webhook();
    Proof proof = Proof.of(DeskType.of(settings.type()).orElseThrow(), webhook).orElseThrow();
    String given = header.apply(proof.header(webhook));
    return switch (proof) {
      case STANDARD ->
          new StandardWebhook(
                  header.apply(StandardWebhook.ID), header.apply(StandardWebhook.TIMESTAMP), body)
              .isSigned(given, webhook.secrets(), clock.instant());
      case HEADER -> isOne(given, webhook.secrets().stream().map(Secret::bytes).toList());
      case HUB_SIGNATURE ->
          isOne(given, webhook.secrets().stream().map(secret -> hub(secret, body)).toList());
    };
  }

  private static byte[] hub(Secret secret, byte[] body) {
    String mac = HexFormat.of().formatHex(Signature.of(secret.bytes(), body));
    return (HUB_SCHEME + mac).getBytes(StandardCharsets.UTF_8);
  }

  /** All are compared, each in the same time whatever is given. */
  private static boolean isOne(String given, List<byte[]> expected) {
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (byte[] one : expected) {
      found |= MessageDigest.isEqual(one, bytes);
    }
    return found;
  }

  /** As each of the desks names a delivery. */
  static Optional<String> delivery(UnaryOperator<String> header) {
    return List.of(StandardWebhook.ID, "X-Atlassian-Webhook-Identifier", "X-Delivery-Id").stream()
        .map(header)
        .filter(id -> !id.isBlank() && id.length() <= 255)
        .findFirst();
  }
}
