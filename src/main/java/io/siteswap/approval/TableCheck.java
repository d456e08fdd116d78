package io.siteswap.approval;

import io.siteswap.site.WrongConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelParseException;

/**
 * Reads a table of one's own as the engine will, cell by cell, and refuses one in which a run would
 * find nobody to ask, or not whom its author meant.
 */
class TableCheck {
  private static final String SETTING = "siteswap.approvals.table";

  private static final Map<String, Object> EXAMPLE =
      Map.of(
          "runbook",
          "fail-over-site",
          "cluster",
          "demo",
          "vms",
          1,
          "warnings",
          1,
          "emergency",
          false,
          "hour",
          12,
          Weights.OFF,
          false);

  private static final Set<String> TEXTS = Set.of("runbook", "cluster");
  private static final Set<String> ANSWERS = Set.of("emergency", Weights.OFF);

  private static final Pattern RANGE = Pattern.compile("(\\d+)\\s*\\.\\.\\s*(\\d+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private static final DmnEngine ENGINE =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  private final Path path;
  private final Set<String> runbooks;
  private final boolean oneMayAttest;

  TableCheck(Path path, Set<String> runbooks, boolean oneMayAttest) {
    this.path = path;
    this.runbooks = new TreeSet<>(runbooks);
    this.oneMayAttest = oneMayAttest;
  }

  /** A row, as somebody has written it. */
  private record Row(String id, List<String> conditions, List<String> answers) {
    static Row of(Rule rule) {
      return new Row(
          rule.getId(),
          rule.getInputEntries().stream().map(Row::text).toList(),
          rule.getOutputEntries().stream().map(Row::text).toList());
    }

    private static String text(DmnElement entry) {
      String text = entry.getTextContent().trim();
      return text.equals("-") ? "" : text;
    }
  }

  void check() {
    try (InputStream in = Files.newInputStream(path)) {
      check(Dmn.readModelFromStream(in));
    } catch (IOException e) {
      throw wrong("cannot be read", "a file that this process may read");
    } catch (DmnModelException | ModelParseException e) {
      throw wrong("is no decision table", "one as processes/" + ApprovalTable.FILE);
    }
  }

  private void check(DmnModelInstance model) {
    DecisionTable table = table(model);
    if (table.getHitPolicy() != HitPolicy.FIRST) {
      throw wrong(
          "has the hit policy " + table.getHitPolicy(),
          "FIRST: rows are read from the top, and the first one that fits answers");
    }
    List<String> inputs =
        table.getInputs().stream()
            .map(input -> input.getInputExpression().getTextContent().trim())
            .toList();
    inputs.forEach(this::refuseUnknown);
    List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
    List<Row> rows = table.getRules().stream().map(Row::of).toList();
    for (int row = 0; row < rows.size(); row++) {
      checkConditions(model, inputs, rows, row);
      rule(rows.get(row), outputs);
    }
    refuseSilence(rows);
    refuseOneAlone(inputs, outputs, rows);
  }

  private DecisionTable table(DmnModelInstance model) {
    if (model.getModelElementById(ApprovalTable.DECISION) instanceof Decision decision
        && decision.getExpression() instanceof DecisionTable table) {
      return table;
    }
    throw wrong(
        "has no table '" + ApprovalTable.DECISION + "'", "one as processes/" + ApprovalTable.FILE);
  }

  private void refuseUnknown(String input) {
    if (!EXAMPLE.containsKey(input)) {
      throw wrong(
          "has a column of '%s'".formatted(input), "some of " + new TreeSet<>(EXAMPLE.keySet()));
    }
  }

  private void checkConditions(
      DmnModelInstance model, List<String> inputs, List<Row> rows, int row) {
    for (int column = 0; column < inputs.size(); column++) {
      String cell = rows.get(row).conditions().get(column);
      if (!cell.isEmpty()) {
        Optional<String> objection = wrongWord(inputs.get(column), cell).or(() -> upsideDown(cell));
        if (objection.isEmpty()) {
          objection = unreadable(model, row, column);
        }
        if (objection.isPresent()) {
          throw wrong(
              "has a row '%s' with the condition %s".formatted(rows.get(row).id(), cell),
              objection.get());
        }
      }
    }
  }

  /** A word that nothing is called never fits, and the row below would answer instead. */
  private Optional<String> wrongWord(String input, String cell) {
    List<String> words = QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    if (!TEXTS.contains(input)) {
      return words.isEmpty() && (!ANSWERS.contains(input) || cell.matches("true|false"))
          ? Optional.empty()
          : Optional.of(ANSWERS.contains(input) ? "true or false" : "numbers, as > 100 or [0..5]");
    }
    if (words.isEmpty()) {
      return Optional.of("a name in quotes");
    }
    return input.equals("runbook") && !runbooks.containsAll(words)
        ? Optional.of("some of " + runbooks)
        : Optional.empty();
  }

  /** From 22 to 5 is no hour at all for the table, though it is a night for people. */
  private static Optional<String> upsideDown(String cell) {
    Matcher range = RANGE.matcher(cell);
    while (range.find()) {
      if (Long.parseLong(range.group(1)) > Long.parseLong(range.group(2))) {
        return Optional.of(
            "a range that does not end before it begins: over midnight, >= %s, <= %s"
                .formatted(range.group(1), range.group(2)));
      }
    }
    return Optional.empty();
  }

  /** Asked of the engine, with nothing but this one condition left. */
  private static Optional<String> unreadable(DmnModelInstance model, int row, int column) {
    DmnModelInstance alone = model.clone();
    DecisionTable table =
        (DecisionTable)
            ((Decision) alone.getModelElementById(ApprovalTable.DECISION)).getExpression();
    List<Rule> rules = List.copyOf(table.getRules());
    IntStream.range(0, rules.size())
        .filter(other -> other != row)
        .forEach(other -> table.getRules().remove(rules.get(other)));
    var cells = List.copyOf(rules.get(row).getInputEntries());
    IntStream.range(0, cells.size())
        .filter(other -> other != column)
        .forEach(other -> cells.get(other).getText().setTextContent(""));
    try {
      var unused =
          ENGINE.evaluateDecisionTable(ApprovalTable.DECISION, alone, new HashMap<>(EXAMPLE));
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("one that the engine understands: " + firstLine(e));
    }
  }

  private static String firstLine(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  private ApprovalRule rule(Row row, List<String> outputs) {
    try {
      return ApprovalRule.of(
          cell(outputs, row, "groups"),
          Integer.parseInt(cell(outputs, row, "quorum")),
          cell(outputs, row, "remindEvery"),
          cell(outputs, row, "escalateAfter"),
          cell(outputs, row, "escalateTo"));
    } catch (NumberFormatException e) {
      throw wrong("has a row '%s' without a number of people".formatted(row.id()), "1 or more");
    } catch (IllegalArgumentException e) {
      throw wrong("has a row '%s': %s".formatted(row.id(), e.getMessage()), "that");
    }
  }

  /** What stands there in quotes; nothing is reckoned. */
  private static String cell(List<String> outputs, Row row, String name) {
    int at = outputs.indexOf(name);
    return at < 0 ? "" : row.answers().get(at).replaceAll("^\"|\"$", "");
  }

  private void refuseSilence(List<Row> rows) {
    boolean answersAlways =
        !rows.isEmpty()
            && rows.get(rows.size() - 1).conditions().stream().allMatch(String::isEmpty);
    if (!answersAlways) {
      throw wrong("does not answer for every plan", "a last row without any condition");
    }
  }

  /** Down to the first row that answers for every host of every lost site. */
  private void refuseOneAlone(List<String> inputs, List<String> outputs, List<Row> rows) {
    for (Row row : rows) {
      Map<String, String> conditions = new HashMap<>();
      IntStream.range(0, inputs.size())
          .forEach(at -> conditions.put(inputs.get(at), row.conditions().get(at)));
      if (!mayBeOfALostSite(conditions)) {
        continue;
      }
      refuseOneAlone(row, rule(row, outputs));
      if (isOfEveryLostSite(conditions)) {
        return;
      }
    }
  }

  private void refuseOneAlone(Row row, ApprovalRule rule) {
    if (!WhoMustAttest.MAY.containsAll(rule.groups())) {
      throw wrong(
          "has a row '%s' by which %s attest that a site is down"
              .formatted(row.id(), rule.groups()),
          "a row for \"%s\" above it, with some of %s"
              .formatted(WhoMustAttest.RUNBOOK, new TreeSet<>(WhoMustAttest.MAY)));
    }
    if (rule.quorum() < WhoMustAttest.FEWEST && !oneMayAttest) {
      throw wrong(
          "has a row '%s' by which one person alone attests that a site is down"
              .formatted(row.id()),
          "a row for \"%s\" above it that asks %d or more, or siteswap.approvals.one-may-attest"
              .formatted(WhoMustAttest.RUNBOOK, WhoMustAttest.FEWEST));
    }
  }

  /** Where power management says off, it is the second witness. */
  private static boolean mayBeOfALostSite(Map<String, String> conditions) {
    String runbook = conditions.getOrDefault("runbook", "");
    boolean names = runbook.contains("\"" + WhoMustAttest.RUNBOOK + "\"");
    boolean fits = runbook.isEmpty() || names != runbook.startsWith("not(");
    return fits && !conditions.getOrDefault(Weights.OFF, "").equals("true");
  }

  private static boolean isOfEveryLostSite(Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .allMatch(
            condition ->
                condition.getValue().isEmpty()
                    || condition.getKey().equals("runbook")
                    || (condition.getKey().equals(Weights.OFF)
                        && condition.getValue().equals("false")));
  }

  private WrongConfiguration wrong(String what, String expected) {
    return new WrongConfiguration(
        "%s '%s' %s".formatted(SETTING, path, what), "Expected " + expected + ".");
  }
}
