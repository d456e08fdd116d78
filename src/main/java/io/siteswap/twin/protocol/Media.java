package io.siteswap.twin.protocol;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The two forms in which the Manager speaks. */
public enum Media {
  XML("application/xml;charset=UTF-8", "application/xml"),
  JSON("application/json", "application/json");

  private final String contentType;
  private final String essence;

  Media(String contentType, String essence) {
    this.contentType = contentType;
    this.essence = essence;
  }

  /** One entry of an Accept header. */
  private record Wish(String type, double quality) {
    static Wish parse(String text) {
      String[] parts = text.trim().split(";", -1);
      double quality = 1;
      for (String part : parts) {
        if (part.trim().startsWith("q=")) {
          quality = Double.parseDouble(part.trim().substring(2));
        }
      }
      return new Wish(parts[0].trim().toLowerCase(Locale.ROOT), quality);
    }

    Optional<Media> media() {
      return switch (type) {
        case "*/*", "application/*", "application/xml" -> Optional.of(XML);
        case "application/json" -> Optional.of(JSON);
        default -> Optional.empty();
      };
    }
  }

  /** The form asked for; empty when the Manager would answer 406. */
  public static Optional<Media> accepted(Optional<String> header) {
    if (header.isEmpty()) {
      return Optional.of(XML);
    }
    return Arrays.stream(header.get().split(",", -1))
        .map(Wish::parse)
        .sorted(Comparator.comparingDouble((Wish wish) -> -wish.quality()))
        .flatMap(wish -> wish.media().stream())
        .findFirst();
  }

  public static Optional<Media> ofContent(Optional<String> header) {
    return header.flatMap(
        type -> Arrays.stream(values()).filter(m -> type.startsWith(m.essence)).findFirst());
  }

  public Answer answer(int status, Element element) {
    String text = this == XML ? XmlFormat.render(element) : JsonFormat.render(element);
    return Answer.of(status, contentType, text);
  }

  public Element parse(String root, String body) throws IOException {
    if (this == JSON) {
      return JsonFormat.parse(root, body);
    }
    try {
      return XmlFormat.parse(body);
    } catch (XMLStreamException broken) {
      throw new IOException("no XML", broken);
    }
  }
}
