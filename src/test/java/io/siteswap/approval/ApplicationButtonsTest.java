package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever can be clicked in Camunda's applications is hidden by our style sheet from whom the door
 * would refuse, or stands in {@code open-clicks.txt}, because somebody has seen that it only looks,
 * or does what is open. Another version of Camunda may bring more.
 */
class ApplicationButtonsTest {
  private static final String APP = "/META-INF/resources/webjars/camunda/app/%1$s/";
  private static final List<String> SCRIPTS =
      List.of(APP + "camunda-%1$s-bootstrap.js", "/META-INF/resources/plugin/%1$s/app/plugin.js");
  private static final List<String> STYLES =
      List.of(APP + "styles/user-styles.css", APP.formatted("tasklist") + "styles/user-styles.css");
  private static final Pattern CLICK = Pattern.compile("ng-click=\\\\?\"([^\"]+?)\\\\?\"");

  @ParameterizedTest
  @ValueSource(strings = {"cockpit", "tasklist", "admin"})
  void areHiddenOrOpen(String application) throws IOException {
    Set<String> clicks = clicks(SCRIPTS, application);
    Set<String> hidden = clicks(STYLES, application);
    Set<String> open =
        text("/open-clicks.txt")
            .lines()
            .filter(line -> line.startsWith(application + " "))
            .map(line -> line.substring(application.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(clicks).hasSizeGreaterThan(40);
    assertThat(open).as("neither is both").doesNotContainAnyElementsOf(hidden);
    clicks.removeAll(hidden);
    assertThat(open).containsExactlyElementsOf(clicks);
  }

  private static Set<String> clicks(List<String> files, String application) {
    return files.stream()
        .flatMap(file -> clicks(file.formatted(application)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> clicks(String file) {
    return CLICK
        .matcher(text(file))
        .results()
        .map(found -> found.group(1).replace("\\", "").replaceAll(";$", ""));
  }

  private static String text(String file) {
    try (InputStream in = ApplicationButtonsTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
