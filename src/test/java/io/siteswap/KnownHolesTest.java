package io.siteswap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No library is older than the version in which a hole was closed that is known to us. */
class KnownHolesTest {
  private static final Pattern JAR = Pattern.compile("/([A-Za-z][^/]*?)-(\\d[\\d.]*)[^/]*\\.jar!");

  private record Hole(String artifact, String closedIn, String name) {}

  @Test
  void areClosed() {
    Map<String, String> versions = versions();
    List<Hole> holes = holes();

    // Else it would be compared with nothing.
    assertThat(versions).containsKeys("tomcat-embed-core", "spring-core", "h2");
    assertThat(holes)
        .hasSizeGreaterThan(15)
        .filteredOn(
            hole ->
                versions.containsKey(hole.artifact())
                    && isOlder(versions.get(hole.artifact()), hole.closedIn()))
        .isEmpty();
  }

  @Test
  void areFoundByNumberAndNotByLetter() {
    assertThat(isOlder("9.37.3", "9.37.4")).isTrue();
    assertThat(isOlder("2.9", "2.13.4.2")).isTrue();
    assertThat(isOlder("10.1.55", "10.1.9")).isFalse();
    assertThat(isOlder("2.0", "2.0")).isFalse();
  }

  private static Map<String, String> versions() {
    return KnownHolesTest.class
        .getClassLoader()
        .resources("META-INF/MANIFEST.MF")
        .map(place -> JAR.matcher(place.toString()))
        .filter(Matcher::find)
        .collect(
            Collectors.toMap(
                jar -> jar.group(1), jar -> jar.group(2), (one, other) -> one, TreeMap::new));
  }

  private static List<Hole> holes() {
    try (var list = KnownHolesTest.class.getResourceAsStream("/known-holes.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(parts -> new Hole(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOlder(String version, String than) {
    return Arrays.compare(numbers(version), numbers(than)) < 0;
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}
