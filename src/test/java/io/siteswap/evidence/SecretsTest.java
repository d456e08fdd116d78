package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.siteswap.drill.DrillTest;
import io.siteswap.outbox.CourierForDrills;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.LinkedMultiValueMap;

/**
 * What is secret is where it was configured and nowhere else: not after a run, and not after every
 * connection for which there is a secret has failed.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest extends DrillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "127.0.0.1:1";
  private static final Path DATA = folder();

  private static final Map<String, String> CONFIGURED = new TreeMap<>();

  static {
    for (String whose :
        List.of("manager", "desk", "webhook", "chat", "mail", "ldap", "oidc", "database", "zoe")) {
      CONFIGURED.put(whose, "swordfish-of-" + whose);
    }
  }

  @Autowired private TestRestTemplate rest;
  @Autowired private JdbcClient database;
  @Autowired private Evidence evidence;
  @Autowired private CourierForDrills courier;

  @DynamicPropertySource
  static void everythingHasASecret(DynamicPropertyRegistry properties) {
    Map<String, String> all = new HashMap<>();
    all.put("camunda.bpm.process-engine-name", "secrets");
    all.put("siteswap.data", DATA.toString());
    all.put("spring.datasource.url", "jdbc:h2:mem:secrets;DB_CLOSE_DELAY=-1");
    all.put("spring.datasource.password", CONFIGURED.get("database"));
    all.put("spring.mail.port", "1");
    all.put("spring.mail.username", "siteswap");
    all.put("spring.mail.password", CONFIGURED.get("mail"));
    all.put("siteswap.notices.addresses.dr-approvers[0]", "board@example.com");
    String chat = "siteswap.notices.webhooks.crisis.";
    all.put(chat + "type", "slack");
    all.put(chat + "url", "http://%s/services/%s".formatted(NOBODY, CONFIGURED.get("chat")));
    String desk = "siteswap.tickets.desks.changes.";
    all.put(desk + "type", "servicenow");
    all.put(desk + "url", "http://" + NOBODY);
    all.put(desk + "user", "siteswap");
    all.put(desk + "password", CONFIGURED.get("desk"));
    all.put(desk + "webhook.secrets[0]", CONFIGURED.get("webhook"));
    all.put("siteswap.directory.groups.dr-approvers[0]", "change-board");
    String ldap = "siteswap.directory.ldap.";
    all.put(ldap + "url", "ldap://" + NOBODY);
    all.put(ldap + "bind-dn", "cn=siteswap");
    all.put(ldap + "bind-password", CONFIGURED.get("ldap"));
    all.put(ldap + "user-base", "dc=example");
    all.put(ldap + "group-base", "dc=example");
    all.put("siteswap.directory.nobody-is-in-two", "true");
    String oidc = "spring.security.oauth2.client.";
    all.put(oidc + "registration.corp.client-id", "siteswap");
    all.put(oidc + "registration.corp.client-secret", CONFIGURED.get("oidc"));
    all.put(oidc + "provider.corp.issuer-uri", "http://" + NOBODY);
    all.put("siteswap.people.zoe.password", CONFIGURED.get("zoe"));
    all.put("siteswap.people.zoe.groups[0]", "dr-auditors");
    String second = "siteswap.clusters.second.";
    all.put(second + "manager.user", "admin@internal");
    all.put(second + "manager.password", CONFIGURED.get("manager"));
    all.put(second + "cluster", "Default");
    all.put(second + "lease-storage-domain", "data");
    all.put(second + "primary.name", "north");
    all.put(second + "primary.hosts", "north-*");
    all.put(second + "secondary.name", "south");
    all.put(second + "secondary.hosts", "south-*");
    all.forEach((name, value) -> properties.add(name, () -> value));
  }

  /** Whose Manager takes no such password. */
  @DynamicPropertySource
  static void theOtherManagerIsTheTwin(DynamicPropertyRegistry properties) {
    properties.add(
        "siteswap.clusters.second.manager.url",
        () -> twin().toString().replace("127.0.0.1", "localhost"));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("secrets");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestRestTemplate as(String user, String password) {
    return rest.withBasicAuth(user, password);
  }

  private JsonNode handedOut(String path, Map<String, ?> wish) {
    return as("admin", "drill-6").postForObject("/api/people/" + path, wish, JsonNode.class);
  }

  private void signIn(String user, String password) {
    var form = new LinkedMultiValueMap<String, String>(Map.of("user", List.of(user)));
    form.add("password", password);
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    rest.postForEntity("/sign-in", new HttpEntity<>(form, headers), String.class);
  }

  /** What is configured, and what is handed out. */
  private Map<String, String> secrets() throws IOException {
    Map<String, String> secrets = new TreeMap<>(CONFIGURED);
    secrets.put(
        "token",
        handedOut("tokens", Map.of("name", "reader", "scopes", List.of("read"), "days", 1))
            .get("token")
            .asText()
            .substring(16));
    JsonNode codes = handedOut("commander/codes", Map.of("count", 2)).get("codes");
    secrets.put("used code", codes.get(0).asText());
    secrets.put("unused code", codes.get(1).asText());
    secrets.put(
        "signing key",
        Files.readAllLines(DATA.resolve("evidence-key.pem")).stream()
            .filter(line -> !line.startsWith("-----"))
            .collect(Collectors.joining()));
    for (String user : List.of("siteswap", "admin@internal")) {
      for (String whose : List.of("desk", "mail", "manager")) {
        secrets.put(
            "%s of %s, as a header".formatted(whose, user),
            Base64.getEncoder()
                .encodeToString(
                    (user + ":" + CONFIGURED.get(whose)).getBytes(StandardCharsets.UTF_8)));
      }
    }
    return secrets;
  }

  private void everyConnectionFails(Map<String, String> secrets) {
    signIn("somebody", "of-the-directory");
    signIn("zoe", secrets.get("zoe"));
    signIn("zoe", "not " + secrets.get("zoe"));
    signIn("commander", secrets.get("used code"));
    signIn("commander", secrets.get("used code"));
    rest.getForEntity("/oauth2/authorization/corp", String.class);
    as("operator", "drill-1").postForEntity("/api/clusters/second/readiness", "", String.class);
    rest.postForEntity("/api/tickets/changes", Map.of("number", "CHG1"), String.class);
    courier.carry();
  }

  private void aRunGoesThrough() {
    drill.world(2, 4).start("fail-over-site", "north");
    while (drill.run().isOpen()) {
      drill.until(
          () ->
              !drill.run().isOpen()
                  || drill.findTask("decideWithoutDesk").isPresent()
                  || drill.findTask("approvePlan").isPresent());
      if (drill.findTask("decideWithoutDesk").isPresent()) {
        drill.decide("decideWithoutDesk", "operator", "goOn", "the desk is away");
      } else if (drill.findTask("approvePlan").isPresent()) {
        drill.approve("approver-1");
      }
    }
  }

  @Test
  void areNowhereElse(CapturedOutput log) throws IOException {
    Map<String, String> secrets = secrets();
    aRunGoesThrough();
    everyConnectionFails(secrets);

    assertThat(log.getAll()).contains("event=glass-broken", "event=sign-in-failed");
    Map<String, String> places = new TreeMap<>(tables());
    places.put("log", log.getAll());
    places.putAll(answers());
    places.putAll(pack());
    assertThat(places.keySet())
        .contains("table JOURNAL", "table ACT_HI_VARINST", "GET /actuator/health", "GET /api/runs")
        .anyMatch(place -> place.startsWith("pack "));
    // Whose server does not answer would keep health from answering.
    assertThat(places.get("GET /actuator/health")).contains("\"db\"").doesNotContain("\"mail\"");
    secrets.forEach(
        (whose, secret) -> {
          assertThat(secret).as(whose).hasSizeGreaterThan(12);
          assertThat(
                  places.entrySet().stream()
                      .filter(place -> place.getValue().contains(secret))
                      .map(Map.Entry::getKey))
              .as("where the secret of %s is", whose)
              .isEmpty();
        });
  }

  private Map<String, String> tables() {
    Map<String, String> tables = new TreeMap<>();
    for (String table :
        database
            .sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
            .query(String.class)
            .list()) {
      tables.put(
          "table " + table,
          database
              .sql("select * from \"" + table + "\"")
              .query(
                  (row, number) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                      Object value = row.getObject(i);
                      text.append(
                              value instanceof java.sql.Blob
                                  ? new String(row.getBytes(i), StandardCharsets.ISO_8859_1)
                                  : row.getString(i))
                          .append('\n');
                    }
                    return text.toString();
                  })
              .list()
              .stream()
              .collect(Collectors.joining()));
    }
    return tables;
  }

  /** All that may be read without naming anything, and the pages and variables of the run. */
  private Map<String, String> answers() throws IOException {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/runs",
                "/people",
                "/notices",
                "/clusters/demo",
                "/clusters/second",
                "/api/clusters/second/readiness",
                "/runs/" + drill.runId(),
                "/api/runs/" + drill.runId(),
                "/api/runs/" + drill.runId() + "/journal",
                "/actuator",
                "/actuator/health",
                "/actuator/info",
                "/actuator/prometheus",
                "/engine-rest/history/variable-instance",
                "/engine-rest/history/detail",
                "/engine-rest/history/user-operation",
                "/engine-rest/user"));
    JSON.readTree(new ClassPathResource("openapi.json").getInputStream())
        .path("paths")
        .properties()
        .forEach(
            path -> {
              boolean isStream = path.getValue().toString().contains("text/event-stream");
              if (path.getValue().has("get") && !path.getKey().contains("{") && !isStream) {
                paths.add(path.getKey());
              }
            });
    Map<String, String> answers = new TreeMap<>();
    for (String path : paths) {
      answers.put(
          "GET " + path, as("admin", "drill-6").getForEntity(path, String.class).toString());
    }
    return answers;
  }

  private Map<String, String> pack() throws IOException {
    evidence.begin(drill.run()).join();
    byte[] pack =
        as("auditor", "drill-5")
            .getForObject("/api/runs/" + drill.runId() + "/evidence", byte[].class);
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(
            "pack " + entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return entries;
  }
}
