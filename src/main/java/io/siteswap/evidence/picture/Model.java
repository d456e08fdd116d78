package io.siteswap.evidence.picture;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What there is to draw of a BPMN model: its shapes and flows, where its own diagram puts them. */
record Model(String name, List<Shape> shapes, List<Flow> flows) {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
  private static final String WAY = "http://www.omg.org/spec/DD/20100524/DI";

  /**
   * A box, an event or a gateway.
   *
   * @param kind the name of its element in BPMN
   * @param event what kind of an event it is, as in {@code message}; else empty
   */
  record Shape(
      String id,
      String kind,
      String name,
      Box box,
      Optional<Box> label,
      boolean expanded,
      boolean undoes,
      String event) {
    boolean isEvent() {
      return kind.endsWith("Event");
    }

    boolean isGroup() {
      return kind.equals("group");
    }

    boolean isGateway() {
      return kind.endsWith("Gateway");
    }
  }

  /** A line between two of them; an association is no path, and drawn otherwise. */
  record Flow(String id, boolean association, String name, List<Point> way, Optional<Box> label) {}

  static Model of(String bpmn) {
    Document document = parsed(bpmn);
    Map<String, Element> elements = new HashMap<>();
    all(document, BPMN, "*")
        .filter(element -> element.hasAttribute("id"))
        .forEach(element -> elements.put(element.getAttribute("id"), element));
    String name =
        all(document, BPMN, "process").findFirst().map(p -> p.getAttribute("name")).orElse("");
    return new Model(
        name,
        all(document, DI, "BPMNShape")
            .filter(shape -> elements.containsKey(shape.getAttribute("bpmnElement")))
            .map(shape -> shape(shape, elements.get(shape.getAttribute("bpmnElement"))))
            .toList(),
        all(document, DI, "BPMNEdge")
            .filter(edge -> elements.containsKey(edge.getAttribute("bpmnElement")))
            .map(edge -> flow(edge, elements.get(edge.getAttribute("bpmnElement"))))
            .toList());
  }

  private static Document parsed(String bpmn) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(bpmn)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("it is no BPMN: " + e.getMessage(), e);
    }
  }

  private static Stream<Element> all(Document in, String namespace, String name) {
    return elements(in.getElementsByTagNameNS(namespace, name));
  }

  private static Stream<Element> all(Element in, String namespace, String name) {
    return elements(in.getElementsByTagNameNS(namespace, name));
  }

  private static Stream<Element> elements(NodeList found) {
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static Shape shape(Element shape, Element element) {
    return new Shape(
        element.getAttribute("id"),
        element.getLocalName(),
        element.getAttribute("name"),
        bounds(shape).get(0),
        label(shape),
        !shape.getAttribute("isExpanded").equals("false"),
        element.getAttribute("isForCompensation").equals("true"),
        event(element));
  }

  private static String event(Element element) {
    return all(element, BPMN, "*")
        .filter(child -> child.getParentNode() == element)
        .map(Element::getLocalName)
        .filter(name -> name.endsWith("EventDefinition"))
        .map(name -> name.replace("EventDefinition", ""))
        .findFirst()
        .orElse("");
  }

  private static Flow flow(Element edge, Element element) {
    List<Point> way =
        all(edge, WAY, "waypoint").map(at -> new Point(number(at, "x"), number(at, "y"))).toList();
    return new Flow(
        element.getAttribute("id"),
        element.getLocalName().equals("association"),
        element.getAttribute("name"),
        way,
        label(edge));
  }

  /** Its own bounds come first, those of its label behind them. */
  private static List<Box> bounds(Element shape) {
    return all(shape, DC, "Bounds")
        .map(
            at ->
                new Box(
                    number(at, "x"), number(at, "y"), number(at, "width"), number(at, "height")))
        .toList();
  }

  private static Optional<Box> label(Element of) {
    return all(of, DI, "BPMNLabel").flatMap(label -> bounds(label).stream()).findFirst();
  }

  private static double number(Element of, String attribute) {
    return Double.parseDouble(of.getAttribute(attribute));
  }

  /** All of it, with a margin. */
  Box frame() {
    List<Box> all = new ArrayList<>();
    shapes.forEach(
        shape -> {
          all.add(shape.box());
          shape.label().ifPresent(all::add);
        });
    flows.forEach(
        flow -> {
          flow.way().forEach(at -> all.add(new Box(at.x(), at.y(), 0, 0)));
          flow.label().ifPresent(all::add);
        });
    double left = all.stream().mapToDouble(Box::x).min().orElse(0);
    double top = all.stream().mapToDouble(Box::y).min().orElse(0);
    double right = all.stream().mapToDouble(Box::right).max().orElse(1);
    double bottom = all.stream().mapToDouble(Box::bottom).max().orElse(1);
    return new Box(left, top, right - left, bottom - top).inner(-12);
  }
}
