package io.siteswap.approval;

import io.siteswap.engine.OwnModels;
import io.siteswap.site.ConfigurationCheck;
import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelParseException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The table of who must approve: that which came with Siteswap, or one of its own beside it. One in
 * which a run would find nobody to ask is refused when Siteswap starts.
 */
@Component
@EnableConfigurationProperties(ApprovalProperties.class)
class ApprovalTable implements OwnModels, ConfigurationCheck {
  static final String FILE = "who-must-approve.dmn";
  private static final String DECISION = "who-must-approve";
  private static final String SETTING = "siteswap.approvals.table";

  private final Optional<Path> file;

  ApprovalTable(ApprovalProperties properties) {
    file = Optional.ofNullable(properties.table()).filter(t -> !t.isBlank()).map(Path::of);
  }

  @Override
  public Optional<Path> insteadOf(String model) {
    return model.equals(FILE) ? file : Optional.empty();
  }

  @Override
  public void check() {
    file.ifPresent(ApprovalTable::check);
  }

  private static void check(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      check(path, Dmn.readModelFromStream(in));
    } catch (IOException e) {
      throw wrong(path, "cannot be read", "a file that this process may read");
    } catch (DmnModelException | ModelParseException e) {
      throw wrong(path, "is no decision table", "one as processes/" + FILE);
    }
  }

  private static void check(Path path, DmnModelInstance model) {
    if (!(model.getModelElementById(DECISION) instanceof Decision decision)
        || !(decision.getExpression() instanceof DecisionTable table)) {
      throw wrong(path, "has no table '" + DECISION + "'", "one as processes/" + FILE);
    }
    List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
    Collection<Rule> rules = table.getRules();
    rules.forEach(rule -> check(path, rule, outputs));
    boolean answersAlways =
        rules.stream()
            .reduce((earlier, later) -> later)
            .filter(last -> last.getInputEntries().stream().allMatch(e -> text(e).isEmpty()))
            .isPresent();
    if (!answersAlways) {
      throw wrong(path, "does not answer for every plan", "a last row without any condition");
    }
  }

  private static void check(Path path, Rule rule, List<String> outputs) {
    List<String> cells = rule.getOutputEntries().stream().map(ApprovalTable::text).toList();
    try {
      var unused =
          ApprovalRule.of(
              cell(outputs, cells, "groups"),
              Integer.parseInt(cell(outputs, cells, "quorum")),
              cell(outputs, cells, "remindEvery"),
              cell(outputs, cells, "escalateAfter"),
              cell(outputs, cells, "escalateTo"));
    } catch (NumberFormatException e) {
      throw wrong(
          path, "has a row '%s' without a number of people".formatted(rule.getId()), "1 or more");
    } catch (IllegalArgumentException e) {
      throw wrong(path, "has a row '%s': %s".formatted(rule.getId(), e.getMessage()), "that");
    }
  }

  /** What stands there in quotes; whatever is no plain text is judged when it is asked. */
  private static String cell(List<String> outputs, List<String> cells, String name) {
    int at = outputs.indexOf(name);
    return at < 0 ? "" : cells.get(at).replaceAll("^\"|\"$", "");
  }

  private static String text(org.camunda.bpm.model.dmn.instance.DmnElement entry) {
    return entry.getTextContent().trim();
  }

  private static WrongConfiguration wrong(Path path, String what, String expected) {
    return new WrongConfiguration(
        "%s '%s' %s".formatted(SETTING, path, what), "Expected " + expected + ".");
  }
}
