package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the controls share: fields that may be missing, and what cannot be done. */
final class ControlInput {
  private ControlInput() {}

  static Control.BadInput bad(String message) {
    return new Control.BadInput(400, message);
  }

  static Control.BadInput none(String what, String name) {
    return new Control.BadInput(404, "There is no " + what + " '" + name + "'");
  }

  static Optional<String> text(JsonNode body, String field) {
    return Optional.of(body.path(field).asText("")).filter(text -> !text.isEmpty());
  }
}
