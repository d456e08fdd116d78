package io.siteswap.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.siteswap.drill.DrillTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The document tells of every call that there is, and of none that there is not. */
class OpenApiTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private OpenApi api;
  @Autowired private List<RequestMappingHandlerMapping> mappings;

  private JsonNode document() throws IOException {
    return JSON.readTree(api.document().getInputStream());
  }

  @Test
  void tellsOfEveryCallOfOurApi() throws IOException {
    Set<String> told = new TreeSet<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb -> told.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(told).isEqualTo(calls());
  }

  private Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .forEach(
            info ->
                info.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/"))
                    .forEach(
                        path ->
                            info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> calls.add(verb + " " + path))));
    return calls;
  }

  private static Set<ValidationMessage> problems(String schema, String text) throws IOException {
    JsonSchema parsed =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("classpath:openapi.json#/components/schemas/" + schema));
    return parsed.validate(JSON.readTree(text));
  }

  private static String documented() throws IOException {
    Matcher example =
        Pattern.compile("```json\n(\\{\"ticket\".*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/tickets.md"), UTF_8));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }

  @Test
  void describesTheTicketThatThePageShows() throws IOException {
    assertThat(problems("TicketDelivery", documented())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ticket\": {\"number\": \"C-1\", \"state\": \"scheduled\"}}",
        "{\"ticket\": {\"number\": \"C 1\", \"state\": \"scheduled\", \"approval\": \"approved\"}}",
        "{\"ticket\": {\"number\": \"C-1\", \"state\": 3, \"approval\": \"approved\"}}",
        "{\"ticket\": {\"number\": \"C-1\", \"state\": \"new\", \"approval\": \"\", \"type\": \"big\"}}"
      })
  void describesWhatIsNoTicket(String text) throws IOException {
    assertThat(problems("TicketDelivery", text)).isNotEmpty();
  }

  @Test
  void isWhole() throws IOException {
    String text = new ClassPathResource("openapi.json").getContentAsString(UTF_8);
    Matcher references = Pattern.compile("\"\\$ref\": \"#([^\"]+)\"").matcher(text);
    while (references.find()) {
      assertThat(document().at(references.group(1)).isMissingNode())
          .as(references.group(1))
          .isFalse();
    }
  }
}
