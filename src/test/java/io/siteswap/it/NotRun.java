package io.siteswap.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The last word of a build: which tests did not run, and why. Where CI is set, a test that did not
 * run is a failure.
 */
final class NotRun {
  private static final String LINE = "=".repeat(72);

  private NotRun() {}

  /** The beginning of the build, then the folders of its reports. */
  public static void main(String[] args)
      throws IOException, ParserConfigurationException, SAXException {
    List<String> all = new ArrayList<>();
    for (String folder : List.of(args).subList(1, args.length)) {
      all.addAll(in(Path.of(folder), Instant.parse(args[0])));
    }
    if (all.isEmpty()) {
      return;
    }
    System.err.println(LINE);
    System.err.printf("%d TESTS OR CLASSES OF TESTS DID NOT RUN:%n", all.size());
    all.forEach(System.err::println);
    System.err.println(LINE);
    if (System.getenv("CI") != null) {
      System.err.println("CI is set, and there every test has to run.");
      System.exit(1);
    }
  }

  /** What the reports written since then say. */
  static List<String> in(Path folder, Instant since)
      throws IOException, ParserConfigurationException, SAXException {
    List<String> notRun = new ArrayList<>();
    for (Path report : reports(folder)) {
      if (Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
        continue;
      }
      Element suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      if (suite.getAttribute("tests").equals("0")) {
        notRun.add("  %s (the whole class)".formatted(suite.getAttribute("name")));
      }
      NodeList skipped = suite.getElementsByTagName("skipped");
      for (int i = 0; i < skipped.getLength(); i++) {
        notRun.add(said((Element) skipped.item(i)));
      }
    }
    return notRun;
  }

  private static List<Path> reports(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(NotRun::isReport).sorted().toList();
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().matches("TEST-.*\\.xml");
  }

  private static String said(Element skipped) {
    Element test = (Element) skipped.getParentNode();
    String name = test.getAttribute("name");
    return "  %s%s: %s"
        .formatted(
            test.getAttribute("classname"),
            name.isBlank() ? " (the whole class)" : "." + name,
            skipped.getAttribute("message"));
  }
}
