package io.siteswap.approval;

import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Variables;
import io.siteswap.site.Typed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.value.JsonValue;

/**
 * What is asked at a user task: whom, which decisions there are, and what else may be written with
 * one. Nothing else may be: a variable that nobody asked for is refused.
 */
record Question(Set<String> who, List<String> decisions, Set<String> fields) {
  static final String APPROVE = "approve";
  static final String UNDO = "undo";
  static final String REJECT = "reject";

  /** Somebody else is to decide in their place. */
  static final String DELEGATE = "delegate";

  /** Neither approved nor rejected yet. */
  static final String NONE = "none";

  static final String APPROVE_CHANGED_PLAN = "approveChangedPlan";

  /** A plan is approved by its fingerprint, at the beginning and whenever it has changed. */
  static final Set<String> APPROVALS = Set.of("approvePlan", APPROVE_CHANGED_PLAN);

  static final String CONFIRM_REPLICATION = "confirmReplication";
  static final String INSTALL_MANAGER = "installManager";

  /** Which come as a list. */
  private static final Set<String> LISTS = Set.of("hosts");

  private static final Map<String, Question> ALL = all();

  private static Map<String, Question> all() {
    Question approval =
        deciding(Set.of(Groups.APPROVERS), List.of(APPROVE, REJECT, "redraw", DELEGATE))
            .with(Variables.FINGERPRINT, Variables.DELEGATE);
    Question preparation =
        deciding(
            Set.of(Groups.OPERATORS, Groups.APPROVERS, Groups.ADMIN), List.of(APPROVE, REJECT));
    Question failure =
        deciding(
            Set.of(Groups.OPERATORS, Groups.COMMANDERS, Groups.ADMIN),
            List.of("retry", "continue", UNDO));
    Map<String, Question> all = new HashMap<>();
    APPROVALS.forEach(key -> all.put(key, approval));
    all.put(CONFIRM_REPLICATION, preparation);
    all.put(INSTALL_MANAGER, preparation);
    all.put("decideOnRefusedChanges", failure);
    all.put("decideOnStuckChanges", failure);
    all.put("decideOnTicket", new Question(failure.who(), List.of("goOn", UNDO), failure.fields()));
    return Map.copyOf(all);
  }

  private static Question deciding(Set<String> who, List<String> decisions) {
    return new Question(who, decisions, Set.of(Variables.DECISION, Variables.COMMENT));
  }

  private Question with(String... more) {
    Set<String> all = new TreeSet<>(fields);
    all.addAll(List.of(more));
    return new Question(who, decisions, all);
  }

  static Optional<Question> find(String task) {
    return Optional.ofNullable(ALL.get(task));
  }

  /** A rule says more of what is decided; what may be written with it follows from the rule. */
  static Question of(TaskRule rule) {
    Set<String> fields = new TreeSet<>(rule.typed());
    fields.add(Variables.COMMENT);
    if (!rule.decisions().isEmpty()) {
      fields.add(Variables.DECISION);
    }
    if (rule.decisions().stream().anyMatch(rule::approves)) {
      fields.add(Variables.FINGERPRINT);
    }
    return new Question(rule.groups(), rule.decisions(), fields);
  }

  /** What was sent with an answer, measured; throws {@link Refused} when it is not asked for. */
  Map<String, Object> taken(Task task, Map<String, Object> sent) {
    Map<String, Object> taken = new TreeMap<>();
    Optional.ofNullable(sent)
        .orElse(Map.of())
        .keySet()
        .forEach(name -> taken.put(name, taken(task, name, sent)));
    return taken;
  }

  private Object taken(Task task, String name, Map<String, Object> sent) {
    if (!fields.contains(name)) {
      throw new Refused(
          "'%s' may not be written at '%s': expected some of %s"
              .formatted(shortened(name), task.getName(), new TreeSet<>(fields)));
    }
    try {
      return value(name, sent);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), e);
    }
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(Typed.LONGEST_NAME, name.length()));
  }

  private static Object value(String name, Map<String, Object> sent) {
    Object value = untyped(name, sent);
    if (value instanceof Collection<?> list && LISTS.contains(name)) {
      return Typed.text(name, String.join(",", list.stream().map(String::valueOf).toList()));
    }
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof String || value instanceof Number) {
      return Typed.text(name, value.toString());
    }
    throw new IllegalArgumentException(
        "'%s' is a %s: expected a text".formatted(name, value.getClass().getSimpleName()));
  }

  /** Never deserialised: a caller may name any class. */
  private static Object untyped(String name, Map<String, Object> sent) {
    TypedValue typed =
        sent instanceof VariableMap map
            ? map.getValueTyped(name)
            : sent.get(name) instanceof TypedValue value ? value : null;
    if (typed instanceof JsonValue json && LISTS.contains(name)) {
      return json.getValueSerialized();
    }
    if (typed instanceof SerializableValue) {
      throw new IllegalArgumentException(
          "'%s' is of type %s: expected a text".formatted(name, typed.getType().getName()));
    }
    return typed == null ? sent.get(name) : typed.getValue();
  }
}
