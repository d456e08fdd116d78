package io.siteswap.twin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.twin.world.FaultRule;
import io.siteswap.twin.world.World;
import java.util.Optional;
import java.util.Set;

/** Faults as JSON: what may be said about one, and how often it was met. */
final class FaultControl {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
  private static final Set<String> FIELDS =
      Set.of(
          "method",
          "path",
          "skip",
          "times",
          "status",
          "detail",
          "delayMillis",
          "drop",
          "carriedOut",
          "swallow");

  private FaultControl() {}

  static JsonNode add(World world, JsonNode body) {
    FaultRule rule = parse(world.lastFault + 1, body);
    world.lastFault = rule.id();
    world.faults.add(rule);
    return show(rule);
  }

  static JsonNode list(World world) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    world.faults.forEach(rule -> list.add(show(rule)));
    return list;
  }

  static JsonNode clear(World world) {
    world.faults.clear();
    return list(world);
  }

  private static FaultRule parse(int id, JsonNode body) {
    body.fieldNames().forEachRemaining(FaultControl::checkField);
    String method = body.path("method").asText("");
    if (!METHODS.contains(method)) {
      throw bad("method is '" + method + "': expected GET, POST, PUT or DELETE");
    }
    String path = body.path("path").asText("");
    if (!path.startsWith("/")) {
      throw bad("path is '" + path + "': expected one below the API, such as /hosts/*/deactivate");
    }
    FaultRule rule =
        new FaultRule(
            id,
            method,
            path,
            number(body, "skip", 0, 0),
            number(body, "times", 1, -1),
            Optional.of(number(body, "status", 0, 0)).filter(status -> status > 0),
            Optional.of(body.path("detail").asText("")).filter(text -> !text.isEmpty()),
            number(body, "delayMillis", 0, 0),
            body.path("drop").asBoolean(),
            body.path("carriedOut").asBoolean(),
            body.path("swallow").asBoolean(),
            0,
            0);
    checkEffect(rule);
    return rule;
  }

  private static void checkField(String field) {
    if (!FIELDS.contains(field)) {
      throw bad("'" + field + "' is no part of a fault: expected some of " + FIELDS);
    }
  }

  private static void checkEffect(FaultRule rule) {
    rule.status()
        .filter(status -> status < 400 || status > 599)
        .ifPresent(status -> refuse("status is " + status + ": expected 400 to 599"));
    boolean none = rule.status().isEmpty() && rule.delayMillis() == 0;
    if (none && !rule.drop() && !rule.swallow()) {
      throw bad("The fault does nothing: expected status, delayMillis, drop or swallow");
    }
  }

  private static void refuse(String message) {
    throw bad(message);
  }

  private static int number(JsonNode body, String field, int usual, int least) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < least) {
      throw bad(field + " is " + value + ": expected a whole number from " + least);
    }
    return value.asInt();
  }

  private static Control.BadInput bad(String message) {
    return new Control.BadInput(400, message);
  }

  private static ObjectNode show(FaultRule rule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", rule.id()).put("method", rule.method()).put("path", rule.path());
    node.put("skip", rule.skip()).put("times", rule.times());
    rule.status().ifPresent(status -> node.put("status", status));
    rule.detail().ifPresent(detail -> node.put("detail", detail));
    if (rule.delayMillis() > 0) {
      node.put("delayMillis", rule.delayMillis());
    }
    node.put("drop", rule.drop()).put("carriedOut", rule.carriedOut());
    node.put("swallow", rule.swallow());
    return node.put("seen", rule.seen()).put("matched", rule.matched());
  }
}
