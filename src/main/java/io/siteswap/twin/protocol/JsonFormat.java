package io.siteswap.twin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Elements as JSON: texts as strings, times as milliseconds, members of lists as arrays. */
public final class JsonFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> TIMES =
      Set.of("time", "start_time", "end_time", "stop_time", "creation_time", "last_updated");

  private JsonFormat() {}

  static String render(Element element) {
    return object(element).toPrettyString() + "\n";
  }

  private static JsonNode value(Element element) {
    boolean isText = element.children().isEmpty() && element.attributes().isEmpty();
    if (!isText || element.text().isEmpty()) {
      return object(element);
    }
    String text = element.text().get();
    return TIMES.contains(element.name())
        ? NODES.numberNode(Instant.parse(text).toEpochMilli())
        : NODES.textNode(text);
  }

  private static ObjectNode object(Element element) {
    ObjectNode node = NODES.objectNode();
    for (Element child : element.children()) {
      if (isMember(element, child) || node.has(child.name())) {
        array(node, child.name()).add(value(child));
      } else {
        node.set(child.name(), value(child));
      }
    }
    element.attributes().forEach(node::put);
    return node;
  }

  private static ArrayNode array(ObjectNode node, String name) {
    JsonNode present = node.get(name);
    if (present instanceof ArrayNode list) {
      return list;
    }
    ArrayNode list = node.putArray(name);
    if (present != null) {
      list.add(present);
    }
    return list;
  }

  /** Lists are named by the plural of their members, sometimes with a word before it. */
  private static boolean isMember(Element parent, Element child) {
    String name = child.name();
    String plural = name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
    return name.equals("link") || parent.name().endsWith(plural);
  }

  public static Element parse(String root, String body) throws IOException {
    JsonNode node = MAPPER.readTree(body);
    if (!node.isObject()) {
      throw new IOException("expected an object, not " + node.getNodeType());
    }
    return element(root, node);
  }

  private static Element element(String name, JsonNode node) {
    Element element = new Element(name);
    if (node.isValueNode()) {
      return element.text(node.asText());
    }
    node.properties().forEach(field -> addField(element, field.getKey(), field.getValue()));
    return element;
  }

  private static void addField(Element element, String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(member -> element.add(element(name, member)));
    } else {
      element.add(element(name, value));
    }
  }
}
