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
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The document tells of every call that there is, and of none that there is not. */
class OpenApiTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private OpenApi api;
  @Autowired private List<RequestMappingHandlerMapping> mappings;
  @Autowired private TestRestTemplate rest;

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

  @Test
  void eachListIsPagedAndSaysSoAlike() throws IOException {
    Map<String, JsonNode> lists = lists();

    assertThat(lists.keySet()).isEqualTo(answeredWithLists());
    lists.forEach(
        (path, call) -> {
          assertThat(call.at("/parameters").findValuesAsText("$ref"))
              .as(path)
              .contains("#/components/parameters/Page", "#/components/parameters/Size");
          assertThat(call.at("/responses/200/headers/X-Total-Count/$ref").asText())
              .as(path)
              .isEqualTo("#/components/headers/Found");
        });
  }

  /** By path, what the document calls a list. */
  private Map<String, JsonNode> lists() throws IOException {
    Map<String, JsonNode> lists = new TreeMap<>();
    for (var path : document().path("paths").properties()) {
      JsonNode call = path.getValue().path("get");
      String type = call.at("/responses/200/content/application~1json/schema/type").asText();
      if (type.equals("array")) {
        lists.put(path.getKey(), call);
      }
    }
    return lists;
  }

  /** The paths of our API behind which a list is made. */
  private Set<String> answeredWithLists() {
    Set<String> paths = new TreeSet<>();
    mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .filter(call -> isList(call.getValue().getMethod().getGenericReturnType()))
        .flatMap(call -> call.getKey().getPatternValues().stream())
        .filter(path -> path.startsWith("/api/"))
        .forEach(paths::add);
    return paths;
  }

  private static boolean isList(Type answer) {
    ResolvableType type = ResolvableType.forType(answer);
    ResolvableType body = type.resolve() == ResponseEntity.class ? type.getGeneric(0) : type;
    return body.resolve() == List.class;
  }

  /** Whatever is asked for: a page has an end, and how many lines there are is told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "page=0&size=1",
        "page=-1&size=0",
        "page=-2147483648&size=-2147483648",
        "page=2147483647&size=2147483647"
      })
  void eachListAnswersWithAPageWhateverIsAskedFor(String wanted) throws IOException {
    drill.start("fail-over-site", "north");

    for (String path : lists().keySet()) {
      ResponseEntity<JsonNode> answer = get(path + "?" + wanted);
      assertThat(answer.getStatusCode().value()).as(path).isEqualTo(200);
      assertThat(answer.getHeaders().getFirst("X-Total-Count")).as(path).matches("[0-9]+");
      if (wanted.contains("size=1")) {
        assertThat(answer.getBody()).as(path).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void noListTakesAPageThatIsNoNumber() throws IOException {
    drill.start("fail-over-site", "north");

    for (String path : lists().keySet()) {
      assertThat(get(path + "?page=second").getStatusCode().value()).as(path).isEqualTo(400);
    }
  }

  private ResponseEntity<JsonNode> get(String path) {
    String known =
        path.replace("{id}", drill.runId())
            .replace("{instance}", drill.runId())
            .replace("{name}", "demo");
    return rest.withBasicAuth("auditor", "drill-5").getForEntity(known, JsonNode.class);
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
