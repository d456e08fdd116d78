package io.siteswap.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.drill.DrillTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Default deny: each call of Camunda's API, of its applications and of ours is tried as each role,
 * and what was let in is held against a list that people have read, {@code open-calls.txt}.
 */
class DoorTest extends DrillTest {
  private static final List<String> ROLES =
      List.of("operator", "approver-1", "commander", "auditor", "admin");
  private static final Path FOUND = Path.of("target", "open-calls.txt");

  @LocalServerPort private int port;
  @Autowired private List<RequestMappingHandlerMapping> mappings;

  @Test
  void opensWhatIsOnTheListAndNothingElse() throws IOException {
    Map<String, Set<String>> open = new TreeMap<>();
    for (String role : ROLES) {
      Visitor visitor = Visitor.withPassword(role, port);
      camunda().forEach(call -> tryOut(visitor, Visitor.ENGINE_REST, call, open));
      ours().forEach(call -> tryOut(visitor, "", call, open));
    }
    String found = lines(open);
    Files.writeString(FOUND, found);

    assertThat(found).as("written to %s", FOUND).isEqualTo(expected());
  }

  /** Tasklist and Cockpit bring an API of their own, which is the same. */
  @Test
  void opensTheSameToWhoIsSignedInAtTasklist() throws IOException {
    Map<String, Set<String>> open = new TreeMap<>();
    for (String role : ROLES) {
      Visitor visitor = Visitor.atTasklist(role, port);
      camunda().forEach(call -> tryOut(visitor, Visitor.TASKLIST, call, open));
    }

    assertThat(lines(open).lines())
        .containsExactlyElementsOf(
            expected()
                .lines()
                .filter(line -> !line.matches("\\S+ +/(api|runs|clusters).*"))
                .toList());
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
                            .filter(
                                call ->
                                    !answer(Visitor.atTasklist("admin", port), app.getKey(), call)
                                        .isRefusedAtTheDoor())
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
        "/task/x/complete%00"
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

  @Test
  void asksWhoIsNotSignedInToSignIn() {
    Visitor nobody = Visitor.withPassword("nobody", port);

    assertThat(nobody.at("GET", "/engine-rest/task", "").status()).isEqualTo(401);
    assertThat(nobody.at("GET", "/camunda/api/engine/engine/default/task", "").status())
        .isEqualTo(401);
    assertThat(nobody.at("GET", "/api/runs", "").status()).isEqualTo(401);
    assertThat(nobody.at("GET", "/camunda/api/admin/auth/user/default", "").status())
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
                    .filter(path -> path.matches("/(api|runs|clusters)(/.*)?"))
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

  private static void tryOut(
      Visitor visitor, String api, String call, Map<String, Set<String>> open) {
    if (!answer(visitor, api, call).isRefusedAtTheDoor()) {
      open.computeIfAbsent(call, any -> new TreeSet<>()).add(visitor.name());
    }
  }

  private static Visitor.Answer answer(Visitor visitor, String api, String call) {
    String[] parts = call.split(" ", 2);
    String path = parts[1].replaceAll("\\{[^}]*}", "x");
    return visitor.at(parts[0], api + path, parts[0].equals("GET") ? "" : "{}");
  }

  private static String lines(Map<String, Set<String>> open) {
    return open.entrySet().stream()
            .map(
                entry -> {
                  String[] call = entry.getKey().split(" ", 2);
                  return "%-7s %s : %s"
                      .formatted(
                          call[0],
                          call[1],
                          entry.getValue().size() == ROLES.size()
                              ? "everybody"
                              : String.join(" ", entry.getValue()));
                })
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String expected() throws IOException {
    try (var list = DoorTest.class.getResourceAsStream("/open-calls.txt")) {
      return list == null ? "" : new String(list.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
