package io.siteswap.twin.protocol;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Elements as XML text, laid out as the Manager does. */
public final class XmlFormat {
  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final XMLInputFactory READERS = readers();

  private XmlFormat() {}

  private static XMLInputFactory readers() {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  static String render(Element element) {
    StringBuilder out = new StringBuilder(HEADER);
    write(element, 0, out);
    return out.append('\n').toString();
  }

  private static void write(Element element, int depth, StringBuilder out) {
    indent(depth, out).append('<').append(element.name());
    element.attributes().forEach((key, value) -> attribute(key, value, out));
    if (element.children().isEmpty() && element.text().isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append('>');
    element.text().ifPresent(text -> escape(text, out));
    if (!element.children().isEmpty()) {
      out.append('\n');
      element.children().forEach(child -> write(child, depth + 1, out));
      indent(depth, out);
    }
    out.append("</").append(element.name()).append(">\n");
  }

  private static void attribute(String key, String value, StringBuilder out) {
    out.append(' ').append(key).append("=\"");
    escape(value, out);
    out.append('"');
  }

  private static StringBuilder indent(int depth, StringBuilder out) {
    for (int level = 0; level < depth; level++) {
      out.append("    ");
    }
    return out;
  }

  private static void escape(String text, StringBuilder out) {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      switch (sign) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(sign);
      }
    }
  }

  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (sign == '<' || sign == '>' || sign == '&' || sign == '"') {
        return false;
      }
    }
    return true;
  }

  public static Element parse(String body) throws XMLStreamException {
    XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader(body));
    Deque<Element> open = new ArrayDeque<>();
    Element document = new Element("");
    open.push(document);
    while (reader.hasNext()) {
      step(reader, reader.next(), open);
    }
    return document.children().get(0);
  }

  private static void step(XMLStreamReader reader, int event, Deque<Element> open) {
    if (event == XMLStreamConstants.START_ELEMENT) {
      Element element = new Element(reader.getLocalName());
      for (int at = 0; at < reader.getAttributeCount(); at++) {
        element.attribute(reader.getAttributeLocalName(at), reader.getAttributeValue(at));
      }
      open.element().add(element);
      open.push(element);
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      open.pop();
    } else if (event == XMLStreamConstants.CHARACTERS) {
      Optional<String> soFar = open.element().text();
      open.element().text(soFar.orElse("") + reader.getText());
    }
  }
}
