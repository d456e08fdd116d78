package io.siteswap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages, and the comments of the sources, point at exists, and is called so. */
class DocumentationTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path README = ROOT.resolve("README.md");
  private static final Path DECISIONS = ROOT.resolve("docs/decisions");
  private static final Path TRAPS = ROOT.resolve("docs").resolve("manager-behaviour.md");

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w./-]*\\w(?:#[\\w-]+)?");
  private static final Pattern TRAP = Pattern.compile("\\bT-\\d+\\b");
  private static final Pattern DECISION = Pattern.compile("\\b(?:ADR|[Dd]ecision) (\\d+)\\b");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]{2,}[A-Za-z]*)`");
  private static final Pattern PLACE = Pattern.compile("`([a-z]+[.][\\w.]*[A-Z]\\w*)`");
  private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+[.]\\w+)`");
  private static final Pattern DECLARED_OR_IMPORTED =
      Pattern.compile("(?:\\b(?:class|record|interface|enum) |\\bimport [\\w.]+\\.)([A-Z]\\w+)");
  private static final Pattern TABLE_OF_BOXES =
      Pattern.compile("(?m)^\\| box \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n?)+)");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+?) \\|");
  private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]+)\"");
  private static final Pattern ENDINGS = Pattern.compile("(?s)[Ii]t ends as (`.*?)[.\\n]");
  private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");
  private static final Pattern ID = Pattern.compile("\\bid=\"(\\w+)\"");

  @Test
  void theReadmeIsShort() {
    assertThat(text(README).lines().count()).isLessThanOrEqualTo(180);
  }

  @Test
  void linksOfThePagesLeadSomewhere() {
    assertThat(pages().flatMap(page -> links(page).filter(link -> leadsNowhere(page, link))))
        .isEmpty();
  }

  @Test
  void everyPageIsReachedFromTheReadme() {
    Set<Path> reached =
        Stream.of(README, DECISIONS.resolve("README.md"))
            .flatMap(page -> links(page).map(link -> target(page, link.to())))
            .collect(toSet());
    assertThat(files("docs", ".md").filter(page -> !reached.contains(page))).isEmpty();
  }

  @Test
  void everyPictureIsShown() {
    Set<Path> shown =
        pages().flatMap(page -> links(page).map(link -> target(page, link.to()))).collect(toSet());
    assertThat(
            Stream.of(".svg", ".png")
                .flatMap(kind -> files("docs", kind))
                .filter(picture -> !shown.contains(picture)))
        .isEmpty();
  }

  @Test
  void sourcesPointAtPagesThatExist() {
    assertThat(
            sources()
                .flatMap(file -> found(file, PAGE, text(file)))
                .filter(page -> leadsNowhere(README, page)))
        .isEmpty();
  }

  @Test
  void trapsAreToldInTheRepository() {
    assertThat(mentioned(TRAP)).isNotEmpty().allMatch(trap -> headings(TRAPS).contains(trap.to()));
  }

  @Test
  void decisionsThatAreReferredToExist() {
    Set<String> numbers =
        files("docs/decisions", ".md")
            .map(page -> page.getFileName().toString().replaceFirst("^0*(\\d+)-.*", "$1"))
            .collect(toSet());
    assertThat(mentioned(DECISION)).allMatch(number -> numbers.contains(number.to()));
  }

  /** A bare number of a section belongs to a document that nobody can look into. */
  @Test
  void nobodyCitesSectionsByNumber() {
    assertThat(mentioned(Pattern.compile("\u00a7"))).isEmpty();
  }

  /** The classes in the page about the Manager are the Manager's. */
  @Test
  void classesThatPagesNameExist() {
    Set<String> classes =
        files("src", ".java")
            .flatMap(file -> matches(DECLARED_OR_IMPORTED, text(file)))
            .collect(toSet());
    assertThat(
            files("docs", ".md")
                .filter(page -> !page.equals(TRAPS))
                .flatMap(page -> found(page, CLASS, text(page)))
                .filter(name -> !classes.contains(name.to())))
        .isEmpty();
  }

  /** As in {@code plan.Change}, or {@code Change.implied} for what a class says of itself. */
  @Test
  void wordsOfTheGlossaryAreWhereItSays() {
    String glossary = text(ROOT.resolve("docs/glossary.md"));
    Path rooms = ROOT.resolve("src/main/java/io/siteswap");
    assertThat(matches(PLACE, glossary))
        .hasSizeGreaterThan(30)
        .allMatch(place -> Files.exists(rooms.resolve(place.replace('.', '/') + ".java")));
    assertThat(matches(MEMBER, glossary))
        .isNotEmpty()
        .allMatch(
            member ->
                files("src/main", "/" + member.replaceFirst("[.].*", ".java"))
                    .anyMatch(
                        file ->
                            text(file)
                                .matches(
                                    "(?s).*\\b" + member.replaceFirst(".*[.]", "") + "\\b.*")));
  }

  @Test
  void boxesThatPagesExplainAreDrawn() {
    Set<String> drawn =
        files("processes", ".bpmn").flatMap(model -> matches(NAME, text(model))).collect(toSet());
    assertThat(
            files("docs", ".md")
                .flatMap(DocumentationTest::boxes)
                .filter(box -> !drawn.contains(box.to())))
        .isEmpty();
  }

  @Test
  void endingsThatPagesNameAreDrawn() {
    Set<String> drawn =
        files("processes", ".bpmn").flatMap(model -> matches(ID, text(model))).collect(toSet());
    assertThat(
            pages()
                .flatMap(DocumentationTest::endings)
                .filter(ending -> !drawn.contains(ending.to())))
        .isEmpty();
  }

  /** Something that a file points at. */
  private record Reference(String file, String to) {
    @Override
    public String toString() {
      return file + ": " + to;
    }
  }

  private static Stream<Reference> links(Path page) {
    return found(page, LINK, prose(page)).filter(link -> !link.to().matches("\\w+:.*"));
  }

  private static boolean leadsNowhere(Path page, Reference link) {
    Path target = target(page, link.to());
    int anchor = link.to().indexOf('#');
    return !Files.exists(target)
        || (anchor >= 0
            && headings(target).stream()
                .map(DocumentationTest::anchor)
                .noneMatch(link.to().substring(anchor + 1)::equals));
  }

  private static Path target(Path page, String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  private static List<String> headings(Path page) {
    return matches(HEADING, prose(page)).map(String::strip).toList();
  }

  /** As GitHub and its like make an anchor of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static Stream<Reference> boxes(Path page) {
    return matches(TABLE_OF_BOXES, text(page))
        .flatMap(table -> matches(FIRST_CELL, table))
        .map(cell -> cell.replace("*", ""))
        .flatMap(cell -> Arrays.stream(cell.split(", ")))
        .map(box -> new Reference(name(page), box));
  }

  private static Stream<Reference> endings(Path page) {
    return matches(ENDINGS, text(page)).flatMap(sentence -> found(page, QUOTED, sentence));
  }

  private static Stream<Reference> mentioned(Pattern pattern) {
    return sources().flatMap(file -> found(file, pattern, text(file)));
  }

  private static Stream<Reference> found(Path file, Pattern pattern, String text) {
    return matches(pattern, text).map(match -> new Reference(name(file), match));
  }

  /** The first group of each match, or all of it where there is none. */
  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(DocumentationTest::first);
  }

  private static String first(MatchResult match) {
    return match.groupCount() > 0 ? match.group(1) : match.group();
  }

  private static Stream<Path> pages() {
    return Stream.concat(
        Stream.of(README),
        Stream.of("docs", "src", "docker").flatMap(folder -> files(folder, ".md")));
  }

  /** Everything that people write by hand; what was recorded of a Manager is not. */
  private static Stream<Path> sources() {
    Predicate<Path> isWritten =
        file ->
            !file.startsWith(ROOT.resolve("src/test/resources/twin"))
                && !file.toString().contains("/noble-ed25519/")
                && !file.toString().matches(".*\\.(png|svg|ico|jar|p12|pem)");
    return Stream.concat(
        Stream.of(README, ROOT.resolve("pom.xml")),
        Stream.of("src", "processes", "forms", "docs", "docker", ".ci")
            .flatMap(folder -> files(folder, ""))
            .filter(isWritten));
  }

  private static Stream<Path> files(String folder, String ending) {
    try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
      return all
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String prose(Path page) {
    return CODE_BLOCK.matcher(text(page)).replaceAll("");
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
