package io.siteswap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Whatever can be set is told on the page, and nothing else. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final Set<String> READ_OTHERWISE = Set.of("siteswap.data", "siteswap.link");
  private static final Path REPLICATION = Path.of("docs/readiness.md");

  @Test
  void tellsEveryProperty() throws IOException {
    String text = Files.readString(PAGE) + Files.readString(REPLICATION);
    assertThat(properties()).hasSizeGreaterThan(50).filteredOn(one -> !tells(text, one)).isEmpty();
  }

  @Test
  void tellsNoneThatIsUnknown() throws IOException {
    List<String> known = properties().stream().map(ConfigurationPageTest::withoutNames).toList();
    assertThat(
            Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `siteswap."))
                .map(line -> line.replaceFirst("^\\| `([^`]+)`.*", "$1"))
                .filter(property -> !READ_OTHERWISE.contains(property))
                .map(ConfigurationPageTest::withoutNames))
        .isNotEmpty()
        .allMatch(known::contains);
  }

  /** In full, but what belongs to a cluster or to a person by its own name only. */
  private static boolean tells(String text, String property) {
    String own = property.replaceFirst("\\.<name>$", "").replaceFirst(".*\\.", "");
    return property.contains("<name>")
        ? Pattern.compile("[`\\s.(]" + own + "[`:]").matcher(text).find()
        : text.contains("`" + property + "`");
  }

  private static String withoutNames(String property) {
    return property.replaceAll("<\\w+>", "<>");
  }

  private static List<String> properties() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("io.siteswap").stream()
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .flatMap(type -> below(type.getAnnotation(ConfigurationProperties.class).value(), type))
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> below(String prefix, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return below(generic.getRawType() == Map.class ? prefix + ".<name>" : prefix, element);
    }
    RecordComponent[] components = ((Class<?>) type).getRecordComponents();
    return components == null
        ? Stream.of(prefix)
        : Arrays.stream(components)
            .flatMap(part -> below(prefix + "." + kebab(part.getName()), part.getGenericType()));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
