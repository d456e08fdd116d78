package io.siteswap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What Grafana demands of a dashboard, and what its readers do. */
class DashboardTest {
  private static final int COLUMNS = 24;
  private static final Set<String> TYPES = Set.of("stat", "timeseries", "table");
  private static final Pattern FIGURE = Pattern.compile("siteswap_[a-z_]+[a-z]");
  private static final JsonNode DASHBOARD = dashboard();

  private static JsonNode dashboard() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("docs", "monitoring", "siteswap.dashboard.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  @Test
  void hasWhatGrafanaImports() {
    assertThat(DASHBOARD.path("title").asText()).isNotEmpty();
    assertThat(DASHBOARD.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(DASHBOARD.path("schemaVersion").asInt()).isBetween(36, 41);
    assertThat(DASHBOARD.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    assertThat(DASHBOARD.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(DASHBOARD.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
    assertThat(all(DASHBOARD.path("panels")))
        .allSatisfy(
            panel -> {
              assertThat(TYPES).contains(panel.path("type").asText());
              assertThat(panel.path("title").asText()).isNotEmpty();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
              assertThat(panel.at("/fieldConfig/defaults").isObject()).isTrue();
              assertThat(panel.at("/fieldConfig/overrides").isArray()).isTrue();
              assertThat(all(panel.path("targets")))
                  .isNotEmpty()
                  .extracting(target -> target.path("refId").asText())
                  .doesNotHaveDuplicates()
                  .doesNotContain("");
            })
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates();
  }

  @Test
  void noPanelCoversAnother() {
    List<Rectangle> places = new ArrayList<>();
    for (JsonNode panel : DASHBOARD.path("panels")) {
      JsonNode at = panel.path("gridPos");
      var place =
          new Rectangle(
              at.path("x").asInt(),
              at.path("y").asInt(),
              at.path("w").asInt(),
              at.path("h").asInt());
      assertThat(place.isEmpty()).as("%s", panel.path("title")).isFalse();
      assertThat(place.getMaxX()).as("%s", panel.path("title")).isLessThanOrEqualTo(COLUMNS);
      assertThat(places).as("%s", panel.path("title")).noneMatch(place::intersects);
      places.add(place);
    }
  }

  @Test
  void eachExpressionIsOfOurFigures() {
    for (JsonNode panel : DASHBOARD.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        Matcher figure = FIGURE.matcher(target.path("expr").asText());
        assertThat(figure.find()).as("%s", target).isTrue();
      }
    }
  }
}
