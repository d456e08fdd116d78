package io.siteswap.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.ledger.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One thing in which the world after a run is not as it was before.
 *
 * @param what the property; empty where the object itself came or went
 */
record InventoryDifference(
    String type, String id, String name, String what, String before, String after) {
  private static final Map<String, String> TYPES =
      Map.of(
          "hosts", "host",
          "vms", "vm",
          "storageDomains", "storage domain",
          "affinityGroups", "affinity group",
          "networks", "network");

  /** What is never the same twice, and what says once more what the status says. */
  private static final Set<String> PASSING = Set.of("load", "up", "silent", "active");

  static List<InventoryDifference> between(JsonNode before, JsonNode after) {
    List<InventoryDifference> all = new ArrayList<>();
    for (String list : new TreeSet<>(TYPES.keySet())) {
      Map<String, JsonNode> were = byId(before.path(list));
      Map<String, JsonNode> are = byId(after.path(list));
      Set<String> ids = new TreeSet<>(were.keySet());
      ids.addAll(are.keySet());
      ids.forEach(id -> compare(TYPES.get(list), id, were.get(id), are.get(id), all));
    }
    return all;
  }

  private static Map<String, JsonNode> byId(JsonNode list) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    list.forEach(one -> byId.put(id(one), one));
    return byId;
  }

  private static String id(JsonNode object) {
    return object.at("/ref/id").asText(object.path("id").asText(object.path("name").asText()));
  }

  private static String name(JsonNode object) {
    return object.at("/ref/name").asText(object.path("name").asText());
  }

  private static void compare(
      String type, String id, JsonNode was, JsonNode is, List<InventoryDifference> into) {
    if (was == null) {
      into.add(new InventoryDifference(type, id, name(is), "", "not there", "there"));
    } else if (is == null) {
      into.add(new InventoryDifference(type, id, name(was), "", "there", "no longer there"));
    } else {
      Map<String, String> before = flat(was);
      Map<String, String> after = flat(is);
      Set<String> properties = new TreeSet<>(before.keySet());
      properties.addAll(after.keySet());
      for (String property : properties) {
        String old = before.getOrDefault(property, "");
        String now = after.getOrDefault(property, "");
        if (!old.equals(now)) {
          into.add(new InventoryDifference(type, id, name(is), property, old, now));
        }
      }
    }
  }

  private static Map<String, String> flat(JsonNode object) {
    Map<String, String> flat = new TreeMap<>();
    object
        .properties()
        .forEach(
            property -> {
              if (!PASSING.contains(property.getKey())) {
                flatten(property.getKey(), property.getValue(), flat);
              }
            });
    return flat;
  }

  private static void flatten(String path, JsonNode value, Map<String, String> into) {
    if (isReference(value)) {
      into.put(path, value.path("name").asText());
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(inner -> flatten(path + "." + inner.getKey(), inner.getValue(), into));
    } else if (value.isArray()) {
      into.put(path, Json.write(sorted(value)));
    } else if (!value.isNull()) {
      into.put(path, value.asText());
    }
  }

  /** All of them are sets, of which each process has an order of its own. */
  private static List<String> sorted(JsonNode set) {
    List<String> elements = new ArrayList<>();
    set.forEach(element -> elements.add(element.asText()));
    elements.sort(Comparator.naturalOrder());
    return elements;
  }

  /** An object that is named here and described elsewhere. */
  private static boolean isReference(JsonNode value) {
    return value.isObject() && value.size() <= 3 && value.has("id") && value.has("name");
  }
}
