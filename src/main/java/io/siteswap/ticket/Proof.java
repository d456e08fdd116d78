package io.siteswap.ticket;

import java.util.Optional;

/** How the webhook of a desk proves where it comes from. */
enum Proof {
  STANDARD(StandardWebhook.SIGNATURE),
  HEADER("X-Siteswap-Secret"),
  HUB_SIGNATURE("X-Hub-Signature");

  private final String header;

  Proof(String header) {
    this.header = header;
  }

  static Optional<Proof> of(DeskType type, TicketProperties.Webhook webhook) {
    if (webhook.proof() == null) {
      return Optional.of(type == DeskType.WEBHOOK ? STANDARD : HEADER);
    }
    return switch (webhook.proof()) {
      case "standard" -> Optional.of(STANDARD);
      case "header" -> Optional.of(HEADER);
      case "hub-signature" -> Optional.of(HUB_SIGNATURE);
      default -> Optional.empty();
    };
  }

  /** Where the secret or the signature stands. */
  String header(TicketProperties.Webhook webhook) {
    return Optional.ofNullable(webhook.header()).orElse(header);
  }
}
