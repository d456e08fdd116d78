package io.siteswap.twin.protocol;

import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.ovirt.api.metamodel.runtime.xml.XmlWriter;

/** Takes what the SDK's own writers write, as elements that can be enriched and rendered. */
public final class ElementWriter extends XmlWriter {
  // Each makes an XML writer it never uses, which is too dear for every single VM of thousands.
  private static final ThreadLocal<ElementWriter> WRITERS =
      ThreadLocal.withInitial(ElementWriter::new);

  private final Deque<Element> open = new ArrayDeque<>();
  private Element root = new Element("");

  private ElementWriter() {
    super(Writer.nullWriter(), false);
  }

  public static <T> Element write(T object, BiConsumer<T, XmlWriter> writer) {
    ElementWriter sink = WRITERS.get();
    sink.open.clear();
    writer.accept(object, sink);
    return sink.root;
  }

  @Override
  public void writeStartElement(String name) {
    Element element = new Element(name);
    if (open.isEmpty()) {
      root = element;
    } else {
      open.element().add(element);
    }
    open.push(element);
  }

  @Override
  public void writeEndElement() {
    open.pop();
  }

  @Override
  public void writeAttribute(String name, String value) {
    open.element().attribute(name, value);
  }

  @Override
  public void writeCharacters(String text) {
    open.element().text(text);
  }

  @Override
  public void writeElement(String name, String value) {
    open.element().add(name, value);
  }
}
