package io.siteswap.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The forms with which something is started, with what there is to choose from: the open runs, and
 * the clusters and sites of the configuration.
 */
@Component
public class StartForms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Runs runs;
  private final StretchClusters clusters;
  private final Labels labels;

  StartForms(Runs runs, StretchClusters clusters, Labels labels) {
    this.runs = runs;
    this.labels = labels;
    this.clusters = clusters;
  }

  /** Tasklist asks for no values when it shows such a form, so they are written into it. */
  public InputStream withChoices(InputStream form) {
    try (form) {
      JsonNode root = JSON.readTree(form);
      for (JsonNode component : root.path("components")) {
        choices((ObjectNode) component);
      }
      return new ByteArrayInputStream(JSON.writeValueAsBytes(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void choices(ObjectNode field) {
    switch (field.path("key").asText()) {
      case Variables.RUN -> runs(field.putArray("values"));
      case Variables.CLUSTER -> clusters(field);
      case Variables.SITE -> {
        field.remove("values");
        field.put("valuesExpression", sites());
      }
      default -> {}
    }
  }

  private void runs(ArrayNode values) {
    runs.allOpen()
        .forEach(run -> values.addObject().put("value", run.id()).put("label", describe(run)));
  }

  /** Where there is only one there is nothing to choose, unless none is a choice as well. */
  private void clusters(ObjectNode field) {
    ArrayNode values = field.putArray("values");
    clusters
        .all()
        .forEach(one -> values.addObject().put("value", one.name()).put("label", one.name()));
    if (values.size() == 1 && field.at("/validate/required").asBoolean()) {
      field.put("defaultValue", values.get(0).path("value").asText());
    }
  }

  /** Those of the cluster that is chosen, in the language of expressions of the forms (FEEL). */
  private String sites() {
    return clusters.all().stream()
        .map(one -> "if cluster = %s then [%s] else ".formatted(text(one.name()), sites(one)))
        .collect(Collectors.joining("", "=", "[]"));
  }

  private static String sites(StretchCluster cluster) {
    return Stream.of(
            site(cluster.primary(), "the primary site"),
            site(cluster.secondary(), "the secondary site"))
        .collect(Collectors.joining(", "));
  }

  private static String site(Site site, String which) {
    return "{label: %s, value: %s}".formatted(text(site.name() + ", " + which), text(site.name()));
  }

  /** A text is quoted in FEEL as it is in JSON. */
  private static String text(String value) {
    return JSON.getNodeFactory().textNode(value).toString();
  }

  /** For whoever chooses among the open ones. */
  public String describe(Run run) {
    return "%s: %s, cluster %s%s, started by %s"
        .formatted(
            run.ticket(),
            labels.process(run.runbook()),
            run.cluster(),
            run.site().isEmpty() ? "" : ", site " + run.site(),
            run.startedBy());
  }
}
