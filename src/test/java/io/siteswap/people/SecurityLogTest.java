package io.siteswap.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What watches over sign-ins reads lines of a form that stays, and docs/security.md has them all.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTest {
  private static final Pattern TOLD =
      Pattern.compile("SecurityLog\\.(?:tell|warn)\\(\\s*\"([a-z-]+)\",(.*?)\\);", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("\"([a-z]+)\",");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z`, -]+`) \\| ([^|]+) \\|$");
  private static final Pattern WORD = Pattern.compile("`([a-z-]+)`");

  /** Of one call that is given its event by its callers. */
  private static final Map<String, Set<String>> OF_TOKENS =
      Map.of(
          "token-made", Set.of("token", "scopes", "user"),
          "token-revoked", Set.of("token", "scopes", "user"));

  @Test
  void keepsItsFormWhateverSomebodyHasTyped(CapturedOutput log) {
    SecurityLog.tell("sign-in-failed", "user", "a\"b\\c\nevent=x", "source", "10.0.0.7");

    assertThat(log.getOut().lines().filter(line -> line.contains("10.0.0.7")))
        .singleElement()
        .asString()
        .endsWith("event=sign-in-failed user=\"a?b?c?event=x\" source=\"10.0.0.7\"");
  }

  @Test
  void isDocumentedEventByEvent() throws IOException {
    assertThat(documented()).isEqualTo(told());
  }

  private static Map<String, Set<String>> documented() throws IOException {
    String page = Files.readString(Path.of("docs", "security.md"));
    String table = page.substring(page.indexOf("| event | keys |"));
    Map<String, Set<String>> all = new TreeMap<>();
    ROW.matcher(table)
        .results()
        .forEach(
            row ->
                words(WORD, row.group(1))
                    .forEach(event -> all.put(event, words(WORD, row.group(2)))));
    return all;
  }

  private static Map<String, Set<String>> told() throws IOException {
    Map<String, Set<String>> all = new TreeMap<>(OF_TOKENS);
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> TOLD.matcher(text(file)).results())
          .forEach(
              call ->
                  all.computeIfAbsent(call.group(1), event -> new TreeSet<>())
                      .addAll(words(KEY, call.group(2))));
    }
    return all;
  }

  private static Set<String> words(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
