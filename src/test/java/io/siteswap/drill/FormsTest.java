package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What forms offer to choose from, and what every one of them says of the run. */
class FormsTest extends DrillTest {
  @Autowired private FormService forms;
  @Autowired private RepositoryService repository;

  @Test
  void offersTheClustersAndSitesOfTheConfiguration() throws IOException {
    JsonNode form = startForm("fail-over-site");

    assertThat(field(form, "cluster").at("/values/0/value").asText()).isEqualTo("demo");
    assertThat(field(form, "cluster").get("defaultValue").asText()).isEqualTo("demo");
    assertThat(field(form, "site").get("valuesExpression").asText())
        .isEqualTo(
            "=if cluster = \"demo\" then [{label: \"north, the primary site\", value: \"north\"},"
                + " {label: \"south, the secondary site\", value: \"south\"}] else []");
    assertThat(field(startForm("audit-readiness"), "cluster").has("defaultValue")).isFalse();
  }

  /** Nothing is guessed of which site people mean. */
  @ParameterizedTest
  @ValueSource(strings = {"fail-over-site", "fail-back-site", "recover-lost-site"})
  void asksForTheSite(String runbook) throws IOException {
    assertThat(field(startForm(runbook), "site").at("/validate/required").asBoolean()).isTrue();
  }

  @Test
  void saysWhoAsksAndWhyAndForWhichTicket() {
    drill.start(
        "fail-over-site", Map.of("cluster", "demo", "site", "north", "reason", "[look](//x)"));

    JsonNode row = drill.shown("approvePlan", "asked").get(0);
    assertThat(row.get("by").asText()).isEqualTo("operator");
    assertThat(row.get("at").asText()).matches("2026-11-22 03:00:00 [A-Z]\\S*");
    assertThat(row.get("ticket").asText()).isEqualTo("CHG1");
    assertThat(row.get("why").asText()).isEqualTo("[look](//x)");
  }

  static Stream<Path> tasks() {
    return Arrays.stream(new File("forms").listFiles())
        .filter(file -> !file.getName().startsWith("start-"))
        .map(File::toPath);
  }

  /** As a table: what the asker has typed must not become a link. */
  @ParameterizedTest
  @MethodSource("tasks")
  void everyFormShowsItAndLeadsToTheRun(Path form) throws IOException {
    String text = Files.readString(form);

    // On a telephone the first column is the one whose words are not broken.
    assertThat(components(form))
        .filteredOn(one -> one.path("dataSource").asText().equals("=asked"))
        .singleElement()
        .extracting(table -> table.at("/columns/0/key").asText())
        .isEqualTo("ticket");
    assertThat(text).contains("\"dataSource\": \"=asked\"").containsPattern("\\]\\(\\{\\{.*ink}}");
    assertThat(text).doesNotContain("{{reason}}");
  }

  /** Who would be refused reads why, and finds nothing to fill in. */
  @ParameterizedTest
  @MethodSource("tasks")
  void everyFormSaysWhyNotAndAsksNothingThen(Path form) throws IOException {
    List<JsonNode> components = components(form);

    assertThat(components)
        .filteredOn(one -> one.path("content").asText().contains("siteswap-may-not"))
        .singleElement()
        .satisfies(
            why ->
                assertThat(why.at("/conditional/hide").asText())
                    .isEqualTo("=mayNot = null or mayNot = \"\""));
    assertThat(components)
        .filteredOn(one -> one.has("key") && !one.path("readonly").asBoolean())
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.at("/conditional/hide").asText())
                    .contains("mayNot != null and mayNot != \"\""));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyFormOffersOnlyWhatIsTaken(Path form) throws IOException {
    assertThat(components(form))
        .filteredOn(one -> one.path("type").asText().equals("radio"))
        .allSatisfy(
            radio ->
                assertThat(radio.path("valuesExpression").asText())
                    .endsWith("][list contains(offered, value)]"));
  }

  private static List<JsonNode> components(Path form) throws IOException {
    return StreamSupport.stream(
            TwinControl.read(Files.readString(form)).get("components").spliterator(), false)
        .toList();
  }

  private JsonNode startForm(String runbook) throws IOException {
    String id =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(runbook)
            .latestVersion()
            .singleResult()
            .getId();
    try (var form = forms.getDeployedStartForm(id)) {
      return TwinControl.read(new String(form.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static JsonNode field(JsonNode form, String key) {
    List<JsonNode> all =
        StreamSupport.stream(form.get("components").spliterator(), false)
            .filter(component -> component.path("key").asText().equals(key))
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
