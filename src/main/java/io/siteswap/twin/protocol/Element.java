package io.siteswap.twin.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of a request or an answer, whether it travels as XML or as JSON. */
public final class Element {
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Element> children = new ArrayList<>();
  private Optional<String> text = Optional.empty();

  public Element(String name) {
    this.name = name;
  }

  public static Element text(String name, String text) {
    return new Element(name).text(text);
  }

  public static Element reference(String name, String href, String id) {
    return new Element(name).attribute("href", href).attribute("id", id);
  }

  public static Element link(String href, String rel) {
    return new Element("link").attribute("href", href).attribute("rel", rel);
  }

  public Element attribute(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public Element text(String value) {
    text = Optional.of(value);
    return this;
  }

  public Element add(Element child) {
    children.add(child);
    return this;
  }

  public Element add(String child, String value) {
    return add(text(child, value));
  }

  public Element add(int place, Element child) {
    children.add(place, child);
    return this;
  }

  public Element replace(Element child) {
    children.removeIf(old -> old.name.equals(child.name));
    return add(child);
  }

  public String name() {
    return name;
  }

  public Map<String, String> attributes() {
    return attributes;
  }

  public List<Element> children() {
    return children;
  }

  public Optional<String> text() {
    return text;
  }

  public Optional<Element> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /** The text at the end of a path such as "spm/priority". */
  public Optional<String> at(String path) {
    Optional<Element> element = Optional.of(this);
    for (String step : path.split("/", -1)) {
      element = element.flatMap(found -> found.child(step));
    }
    return element.flatMap(Element::text).map(String::trim).filter(found -> !found.isEmpty());
  }

  /** The id, as an attribute in XML and as a field in JSON. */
  public Optional<String> id() {
    return Optional.ofNullable(attributes.get("id")).or(() -> at("id"));
  }
}
