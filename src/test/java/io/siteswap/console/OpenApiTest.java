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
import java.util.stream.Stream;
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

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  /** What lies deeper, such as trees, is told by its name alone. */
  private static final int DEEP = 8;

  @Autowired private OpenApi api;
  @Autowired private List<RequestMappingHandlerMapping> mappings;
  @Autowired private TestRestTemplate rest;
  @Autowired private ObjectMapper mapper;

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

  /**
   * What an answer looks like is told as far as Jackson knows it; where it differs, target/ has how
   * it is to be.
   */
  @Test
  void tellsWhatEachAnswerLooksLike() throws IOException {
    var schemas = new AnswerSchemas(mapper);
    Map<String, JsonNode> answers = answers(schemas);
    Path target = Path.of("target", "openapi-schemas.json");
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(target.toFile(), Map.of("answers", answers, "schemas", schemas.named()));
    JsonNode known = JSON.valueToTree(schemas.named());

    JsonNode document = document();
    assertThat(answers).hasSizeGreaterThan(30);
    answers.forEach(
        (call, schema) ->
            assertThat(shape(told(document, call), document.at("/components/schemas"), 0))
                .as("%s, see %s", call, target)
                .isEqualTo(shape(schema, known, 0)));
  }

  /** By call, what its handler answers with; empty where that is no JSON of ours. */
  private Map<String, JsonNode> answers(AnswerSchemas schemas) {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                Type body = body(handler.getMethod().getGenericReturnType());
                for (String path : info.getPatternValues()) {
                  if (path.startsWith("/api/") && isOurs(body)) {
                    info.getMethodsCondition()
                        .getMethods()
                        .forEach(
                            verb ->
                                answers.put(
                                    verb + " " + path, schemas.of(mapper.constructType(body))));
                  }
                }
              });
    }
    return answers;
  }

  private static Type body(Type answer) {
    ResolvableType type = ResolvableType.forType(answer);
    return (type.resolve() == ResponseEntity.class ? type.getGeneric(0) : type).getType();
  }

  private static boolean isOurs(Type body) {
    ResolvableType type = ResolvableType.forType(body);
    ResolvableType one = type.resolve() == List.class ? type.getGeneric(0) : type;
    return one.resolve() != null && one.resolve().isRecord();
  }

  private static JsonNode told(JsonNode document, String call) {
    String verb = call.substring(0, call.indexOf(' ')).toLowerCase(Locale.ROOT);
    JsonNode answers =
        document
            .path("paths")
            .path(call.substring(call.indexOf(' ') + 1))
            .path(verb)
            .path("responses");
    return Stream.of("200", "201")
        .map(status -> answers.path(status).at("/content/application~1json/schema"))
        .filter(schema -> !schema.isMissingNode())
        .findFirst()
        .orElseThrow(() -> new AssertionError(call + " answers with nothing"));
  }

  /** The names of all that an answer has, as deep as it goes. */
  private static Object shape(JsonNode schema, JsonNode named, int depth) {
    JsonNode one = schema;
    if (one.has("anyOf")) {
      one = one.path("anyOf").path(0);
    }
    if (one.has("$ref")) {
      String name = one.path("$ref").asText();
      one = named.path(name.substring(name.lastIndexOf('/') + 1));
    }
    if (depth > DEEP) {
      return "";
    }
    if (one.path("format").asText().equals("duration")) {
      return "duration";
    }
    if (one.has("items")) {
      return List.of(shape(one.path("items"), named, depth + 1));
    }
    Map<String, Object> shape = new TreeMap<>();
    one.path("properties")
        .properties()
        .forEach(
            property -> shape.put(property.getKey(), shape(property.getValue(), named, depth + 1)));
    return shape;
  }

  /** What is told is true: each answer that a run has is held against it. */
  @Test
  void eachAnswerIsAsItIsTold() throws IOException {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();

    Map<String, Set<ValidationMessage>> wrong = new TreeMap<>();
    for (var path : document().path("paths").properties()) {
      if (path.getValue().at("/get/responses/200/content").has("application/json")) {
        ResponseEntity<JsonNode> answer = get(path.getKey());
        assertThat(answer.getStatusCode().value()).as(path.getKey()).isEqualTo(200);
        wrong.put(path.getKey(), schemaAt(place(path.getKey())).validate(answer.getBody()));
      }
    }
    assertThat(wrong).hasSizeGreaterThan(20);
    wrong.values().removeIf(Set::isEmpty);
    assertThat(wrong).isEmpty();
  }

  private static String place(String path) {
    return "#/paths/%s/get/responses/200/content/application~1json/schema"
        .formatted(path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D"));
  }

  private static JsonSchema schemaAt(String place) {
    return SCHEMAS.getSchema(SchemaLocation.of("classpath:openapi.json" + place));
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
    return schemaAt("#/components/schemas/" + schema).validate(JSON.readTree(text));
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
