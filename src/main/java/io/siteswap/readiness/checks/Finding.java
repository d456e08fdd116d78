package io.siteswap.readiness.checks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What a check says.
 *
 * @param code names the check, for people who search
 * @param object the name of what it is about; empty where that is the cluster as a whole
 * @param what the reason
 * @param evidence what was seen that shows it; empty where the reason says all
 * @param remedy what to do about it
 */
public record Finding(
    Level level, String code, String object, String what, String evidence, String remedy) {
  /** How much it matters. */
  public enum Level {
    OK,
    WARNING,
    BLOCKER
  }

  // Findings of older runs are kept without an object and evidence.
  public Finding {
    object = Optional.ofNullable(object).orElse("");
    evidence = Optional.ofNullable(evidence).orElse("");
  }

  /** What a plan tells people besides. */
  public static Finding note(String what) {
    return warning("note", what, "");
  }

  static Finding ok(String code, String what) {
    return new Finding(Level.OK, code, "", what, "", "");
  }

  /** What does not keep anybody from going on. */
  public static Finding warning(String code, String what, String remedy) {
    return new Finding(Level.WARNING, code, "", what, "", remedy);
  }

  public static Finding blocker(String code, String what, String remedy) {
    return new Finding(Level.BLOCKER, code, "", what, "", remedy);
  }

  static Finding of(Level level, String code, String what, String remedy) {
    return new Finding(level, code, "", what, "", remedy);
  }

  /** What could not be looked at is not fine. */
  public static Finding unknown(String code, String what, String whyNot) {
    return warning(
            code + "-unknown",
            "Not known: " + what,
            "Give the service account the right to read it, or look at the Manager yourself.")
        .seen(whyNot);
  }

  public Finding about(String name) {
    return new Finding(level, code, name, what, evidence, remedy);
  }

  public Finding seen(String seen) {
    return new Finding(level, code, object, what, seen, remedy);
  }

  /** The same where it is told, and keeps nobody from going on. */
  public Finding noObstacle() {
    return isBlocker() ? new Finding(Level.WARNING, code, object, what, evidence, remedy) : this;
  }

  /** The same from one audit to the next, as long as it is the same trouble of the same thing. */
  @JsonIgnore
  public String key() {
    return object.isEmpty() ? code : code + ":" + object;
  }

  public boolean isBlocker() {
    return level == Level.BLOCKER;
  }

  @JsonIgnore
  public boolean isFine() {
    return level == Level.OK;
  }
}
