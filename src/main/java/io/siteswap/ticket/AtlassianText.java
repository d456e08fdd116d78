package io.siteswap.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The Atlassian Document Format, in which Jira's v3 has long texts. */
final class AtlassianText {
  private AtlassianText() {}

  /** A paragraph for each empty line, with the lines in it broken where they were. */
  static ObjectNode document(String text) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", "doc").put("version", 1);
    ArrayNode content = document.putArray("content");
    for (String paragraph : text.split("\n{2,}", -1)) {
      if (!paragraph.isEmpty()) {
        add(content.addObject().put("type", "paragraph").putArray("content"), paragraph);
      }
    }
    return document;
  }

  private static void add(ArrayNode content, String paragraph) {
    String separator = "";
    for (String line : paragraph.lines().toList()) {
      if (!separator.isEmpty()) {
        content.addObject().put("type", "hardBreak");
      }
      // Text that is empty is refused.
      if (!line.isEmpty()) {
        content.addObject().put("type", "text").put("text", line);
      }
      separator = "\n";
    }
  }

  /** The text of a document, or of a field of v2, which is text already. */
  static String text(JsonNode node) {
    if (node.isTextual()) {
      return node.asText();
    }
    String type = node.path("type").asText();
    if (type.equals("text")) {
      return node.path("text").asText();
    }
    if (type.equals("hardBreak")) {
      return "\n";
    }
    String between = type.equals("paragraph") || type.equals("heading") ? "" : "\n";
    return StreamSupport.stream(node.path("content").spliterator(), false)
        .map(AtlassianText::text)
        .collect(Collectors.joining(between));
  }
}
