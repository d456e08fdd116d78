package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import io.siteswap.engine.Person;
import io.siteswap.runbook.Groups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Default deny: each call of Camunda's API, of its applications and of ours is tried as each role,
 * and what was let in is held against a list that people have read, {@code open-calls.txt}.
 */
class DoorTest extends DrillTest {
  private static final Map<String, String> ROLES =
      new TreeMap<>(
          Map.of(
              "operator", Groups.OPERATORS,
              "approver-1", Groups.APPROVERS,
              "commander", Groups.COMMANDERS,
              "auditor", Groups.AUDITORS,
              "admin", Groups.ADMIN));
  private static final Path FOUND = Path.of("target", "open-calls.txt");

  @LocalServerPort private int port;
  @Autowired private List<RequestMappingHandlerMapping> mappings;
  @Autowired private FilterRegistrationBean<Door> door;

  @Test
  void opensWhatIsOnTheListAndNothingElse() throws IOException {
    String found = lines(List.of(open(Visitor.ENGINE_REST, camunda()), open("", ours())));
    Files.writeString(FOUND, found);

    assertThat(found).as("written to %s", FOUND).isEqualTo(expected());
  }

  /** Tasklist and Cockpit bring an API of their own, which is the same. */
  @Test
  void opensTheSameToWhoIsSignedInAtTasklist() throws IOException {
    assertThat(lines(List.of(open(Visitor.TASKLIST, camunda()))).lines())
        .containsExactlyElementsOf(
            expected()
                .lines()
                .filter(
                    line ->
                        !line.matches("\\S+ +/((api|runs|clusters|tasks|notices|people).*)? : .*"))
                .toList());
  }

  /** What the door would say is what it says: some of each kind are tried, as each role. */
  @Test
  void saysSoToWhoKnocks() {
    List<String> calls =
        List.of(
            "GET /task",
            "POST /task/x/claim",
            "POST /task/x/resolve",
            "PUT /job/x/retries",
            "DELETE /process-instance/x",
            "POST /deployment/create");
    List<String> own = List.of("GET /api/runs", "GET /clusters/x", "POST /api/runs/x/abort");
    for (String role : ROLES.keySet()) {
      for (Visitor visitor :
          List.of(Visitor.withPassword(role, port), Visitor.atTasklist(role, port))) {
        calls.forEach(call -> assertAsTheDoorSays(visitor, role, visitor.api(), call));
        own.forEach(call -> assertAsTheDoorSays(visitor, role, "", call));
      }
    }
  }

  private void assertAsTheDoorSays(Visitor visitor, String role, String api, String call) {
    assertThat(answer(visitor, api, call).isRefusedAtTheDoor())
        .as("%s: %s%s", visitor, api, call)
        .isNotEqualTo(isOpen(api, call, role));
  }

  @Test
  void opensNothingOfTheApplicationsThatChangesAnything() {
    assertThat(
            Stream.of(
                    Map.entry("/camunda/api/admin", new AdminApplication().getClasses()),
                    Map.entry("/camunda/api/cockpit", new CockpitApplication().getClasses()))
                .flatMap(
                    app ->
                        app.getValue().stream()
                            .flatMap(type -> Endpoints.of(type).stream())
                            .filter(call -> !call.startsWith("GET "))
                            .filter(call -> isOpen(app.getKey(), call, "admin"))
                            .map(call -> app.getKey() + " " + call)))
        .containsExactlyInAnyOrder(
            "/camunda/api/admin POST /auth/user/{processEngineName}/login/{appName}",
            "/camunda/api/admin POST /auth/user/{processEngineName}/logout",
            "/camunda/api/cockpit POST /plugin/base/{engine}/incident",
            "/camunda/api/cockpit POST /plugin/base/{engine}/incident/count",
            "/camunda/api/cockpit POST /plugin/base/{engine}/process-definition/{id}/called-process-definitions",
            "/camunda/api/cockpit POST /plugin/base/{engine}/process-instance",
            "/camunda/api/cockpit POST /plugin/base/{engine}/process-instance/count",
            "/camunda/api/cockpit POST /plugin/base/{engine}/process-instance/{id}/called-process-instances");
  }

  /** Whatever is added asks who is there: by the door, or by these few that are for everybody. */
  @Test
  void leavesNoPageOutside() {
    assertThat(
            mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream())
                .filter(path -> !path.matches("/(api|runs|clusters|people)(/.*)?"))
                .filter(path -> !path.startsWith("/actuator"))
                .flatMap(
                    path ->
                        Stream.of("x", "x.css")
                            .map(name -> path.replaceAll("\\{[^}]*}", name))
                            .distinct())
                .filter(path -> Visitor.stranger(port).at("GET", path, "").status() != 401))
        .containsExactlyInAnyOrder("/sign-in", "/error", "/error");
  }

  /** Only there are files; elsewhere a name that ends like one is a name like any other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tasks/x.css",
        "/tasks/x.json",
        "/runs/x.js",
        "/people/x.svg",
        "/engine-rest/task.json",
        "/nowhere/x.css"
      })
  void asksWhoIsThereHoweverANameEnds(String path) {
    assertThat(Visitor.stranger(port).at("GET", path, "").status()).isEqualTo(401);
  }

  /** An address that somebody adds is closed until it is on the list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /nowhere",
        "POST /notices",
        "POST /people",
        "POST /people/nothing",
        "POST /camunda/app/tasklist/default/",
        "POST /oauth2/authorization/corp",
        "POST /siteswap.css"
      })
  void standsEverywhere(String call) {
    String[] parts = call.split(" ", 2);
    Visitor.Answer answer =
        Visitor.withPassword("admin", port)
            .at(parts[0], parts[1], parts[0].equals("GET") ? "" : "{}");

    assertThat(answer.isRefusedAtTheDoor()).as(call + answer).isTrue();
  }

  /** Who has mistyped an address, or presses a button too late, is no script. */
  @Test
  void isAPageToWhoLooks() {
    Visitor operator = Visitor.atTasklist("operator", port);
    for (String path : List.of("/nowhere", "/run/x", "/runs/x/y", "/tasks", "/api/nothing")) {
      assertSaysOnAPage(operator.look(path), 404, "There is nothing at %s.".formatted(path));
    }
    assertSaysOnAPage(operator.look("/actuator/env"), 403, "Forbidden");
    assertSaysOnAPage(
        operator.send("/people/tokens", "name=x"), 403, "operator may not POST /people/tokens");
    assertSaysOnAPage(
        Visitor.stranger(port).send("/clusters/demo/audit", ""), 401, "nothing was done");
  }

  private static void assertSaysOnAPage(Visitor.Answer answer, int status, String why) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body())
        .contains("<h1>", why, "href=\"/\"", "/siteswap.css")
        .doesNotContain("Whitelabel", "\"type\"");
  }

  /** What one reader takes for one path and another reader for another is refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/task;a=b/x/resolve",
        "/task/x;/resolve",
        "/task/x/resolve;complete",
        "/task//x/resolve",
        "/task/x%2Fresolve",
        "/task/x%2fcomplete",
        "/task/x%3Bresolve",
        "/task/x/%72esolve",
        "/task/x/resolve/",
        "/engine/default/task/x/resolve",
        "/engine/default/engine/default/task/x/resolve",
        "/engine/nowhere/deployment/create",
        "/task/x/complete%00",
        "/../task/x/complete",
        "/task/../../api/runs"
      })
  void cannotBeTalkedRound(String path) {
    for (String api : List.of(Visitor.ENGINE_REST, "/camunda/api/engine")) {
      Visitor admin =
          api.equals(Visitor.ENGINE_REST)
              ? Visitor.withPassword("admin", port)
              : Visitor.atTasklist("admin", port);
      assertThat(admin.at("POST", api + path, "{}").status()).isIn(400, 403, 404);
      assertThat(admin.at("POST", api + path, "{}").body())
          .as(path)
          .doesNotContain("Cannot find task")
          .doesNotContain("Cannot complete task");
    }
  }

  /** Else whoever is there would fill the log with the traces of errors. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x/../engine-rest/task",
        "/sign-in/../camunda/api/engine/engine/default/task",
        "/camunda/app/..;/api/engine/engine/default/task",
        "/siteswap//../engine-rest/task"
      })
  void aPathThatLeadsUpIsRefusedBeforeAnybodyReadsIt(String path) {
    assertThat(Visitor.stranger(port).at("GET", path, "").status()).isEqualTo(400);
  }

  /** PostgreSQL would end in an error. */
  @Test
  void takesNoNulInAParameter() {
    Visitor operator = Visitor.withPassword("operator", port);
    assertThat(operator.at("GET", "/api/runs?search=a%00b", "").status()).isEqualTo(400);
    assertThat(operator.get("/task?assignee=a%00b").status()).isEqualTo(400);
    assertThat(
            Visitor.atTasklist("operator", port).send("/clusters/demo/audit", "x=a%00b").status())
        .isEqualTo(400);
    assertThat(operator.at("GET", "/api/runs?search=ab", "").status()).isEqualTo(200);
  }

  @Test
  void asksWhoIsNotSignedInToSignIn() {
    Visitor nobody = Visitor.stranger(port);
    for (String place :
        List.of(
            "/engine-rest/task",
            "/camunda/api/engine/engine/default/task",
            "/api/runs",
            "/runs",
            "/clusters/demo",
            "/nowhere")) {
      assertThat(nobody.at("GET", place, "").status()).as(place).isEqualTo(401);
    }
    assertThat(Visitor.withPassword("nobody", port).at("GET", "/api/runs", "").status())
        .isEqualTo(401);
    assertThat(
            Visitor.stranger(port).at("GET", "/camunda/api/admin/auth/user/default", "").status())
        .isEqualTo(404);
  }

  private static Set<String> camunda() {
    return CamundaRestResources.getResourceClasses().stream()
        .filter(type -> type != NamedProcessEngineRestServiceImpl.class)
        .flatMap(type -> Endpoints.of(type).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> ours() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(
            info ->
                info.getPatternValues().stream()
                    .filter(path -> !path.startsWith("/actuator"))
                    .filter(path -> !path.matches("/(sign-in|error)"))
                    .flatMap(
                        path ->
                            verbs(info.getMethodsCondition().getMethods())
                                .map(verb -> verb + " " + path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> verbs(Set<RequestMethod> methods) {
    return methods.isEmpty()
        ? Arrays.stream(RequestMethod.values()).map(RequestMethod::name)
        : methods.stream().map(RequestMethod::name);
  }

  /** Which of them are open, and to whom. */
  private Map<String, List<String>> open(String api, Set<String> calls) {
    return calls.stream()
        .collect(
            Collectors.toMap(
                call -> call,
                call -> ROLES.keySet().stream().filter(role -> isOpen(api, call, role)).toList()));
  }

  private boolean isOpen(String api, String call, String role) {
    String[] parts = call.split(" ", 2);
    return door.getFilter()
        .isOpen(
            parts[0],
            api + parts[1].replaceAll("\\{[^}]*}", "x"),
            Optional.of(new Person(role, List.of(ROLES.get(role)))));
  }

  private static Visitor.Answer answer(Visitor visitor, String api, String call) {
    String[] parts = call.split(" ", 2);
    String path = parts[1].replaceAll("\\{[^}]*}", "x");
    return visitor.at(parts[0], api + path, parts[0].equals("GET") ? "" : "{}");
  }

  private static String lines(List<Map<String, List<String>>> open) {
    Map<String, List<String>> all = new TreeMap<>();
    open.forEach(all::putAll);
    all.values().removeIf(List::isEmpty);
    return all.entrySet().stream()
        .map(
            entry -> {
              String[] call = entry.getKey().split(" ", 2);
              return "%-7s %s : %s\n"
                  .formatted(
                      call[0],
                      call[1],
                      entry.getValue().size() == ROLES.size()
                          ? "everybody"
                          : String.join(" ", entry.getValue()));
            })
        .collect(Collectors.joining());
  }

  private static String expected() throws IOException {
    try (var list = DoorTest.class.getResourceAsStream("/open-calls.txt")) {
      return list == null ? "" : new String(list.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
