package io.siteswap.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/** The chats that are known, each with the shape in which it takes a message. */
enum Chat {
  SLACK {
    /** A section in Slack's markup, and a button. */
    @Override
    ObjectNode shape(Letter letter) {
      ObjectNode message = JSON.createObjectNode();
      message.put("text", plain(letter.title()));
      message
          .putArray("blocks")
          .add(
              JSON.createObjectNode()
                  .put("type", "section")
                  .set(
                      "text",
                      JSON.createObjectNode()
                          .put("type", "mrkdwn")
                          .put(
                              "text",
                              shortened(
                                  "*%s*\n%s"
                                      .formatted(plain(letter.title()), plain(letter.text()))))))
          .add(
              JSON.createObjectNode()
                  .put("type", "actions")
                  .set(
                      "elements",
                      JSON.createArrayNode()
                          .add(
                              JSON.createObjectNode()
                                  .put("type", "button")
                                  .put("url", letter.link())
                                  .set(
                                      "text",
                                      JSON.createObjectNode()
                                          .put("type", "plain_text")
                                          .put("text", OPEN)))));
      return message;
    }
  },

  TEAMS {
    /** An adaptive card, as workflows of Teams take it. */
    @Override
    ObjectNode shape(Letter letter) {
      ObjectNode card =
          JSON.createObjectNode()
              .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
              .put("type", "AdaptiveCard")
              .put("version", "1.4");
      card.putArray("body")
          .add(block(letter.title()).put("weight", "Bolder"))
          .add(block(letter.text()));
      card.putArray("actions")
          .add(
              JSON.createObjectNode()
                  .put("type", "Action.OpenUrl")
                  .put("title", OPEN)
                  .put("url", letter.link()));
      ObjectNode message = JSON.createObjectNode().put("type", "message");
      message
          .putArray("attachments")
          .add(
              JSON.createObjectNode()
                  .put("contentType", "application/vnd.microsoft.card.adaptive")
                  .set("content", card));
      return message;
    }

    private ObjectNode block(String text) {
      return JSON.createObjectNode()
          .put("type", "TextBlock")
          .put("wrap", true)
          // A link that somebody has typed is a text.
          .put("text", shortened(text.replace("[", "\\[").replace("]", "\\]")));
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPEN = "Open";

  /** Slack refuses a section that is longer than 3,000 characters. */
  private static final int LONGEST = 2_900;

  abstract ObjectNode shape(Letter letter);

  static Optional<Chat> of(String type) {
    return Stream.of(values()).filter(chat -> chat.name().equalsIgnoreCase(type)).findFirst();
  }

  /** The whole of it is behind the link. */
  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** Nobody is called by what somebody has typed, and no link hides behind a text. */
  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
