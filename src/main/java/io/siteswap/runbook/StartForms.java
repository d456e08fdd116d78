package io.siteswap.runbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** The forms with which something is started, with the open runs to choose from. */
@Component
public class StartForms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Runs runs;

  StartForms(Runs runs) {
    this.runs = runs;
  }

  /** Tasklist asks for no values when it shows such a form, so they are written into it. */
  public InputStream withChoices(InputStream form) {
    try (form) {
      JsonNode root = JSON.readTree(form);
      for (JsonNode component : root.path("components")) {
        if (component.path("key").asText().equals(Variables.RUN)) {
          choices(((ObjectNode) component).putArray("values"));
        }
      }
      return new ByteArrayInputStream(JSON.writeValueAsBytes(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void choices(ArrayNode values) {
    runs.all().stream()
        .filter(Run::isOpen)
        .forEach(run -> values.addObject().put("value", run.id()).put("label", describe(run)));
  }

  static String describe(Run run) {
    return "%s: %s of cluster %s, site %s, started by %s"
        .formatted(run.ticket(), run.runbook(), run.cluster(), run.site(), run.startedBy());
  }
}
