package io.siteswap.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import io.siteswap.readiness.checks.Finding.Level;
import java.util.Collection;

/** Whether a runbook would do its work now. */
public enum State {
  NOT_READY("not ready"),
  DEGRADED("degraded"),
  READY("ready");

  private final String word;

  State(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  static State of(Collection<Level> levels) {
    if (levels.contains(Level.BLOCKER)) {
      return NOT_READY;
    }
    return levels.contains(Level.WARNING) ? DEGRADED : READY;
  }
}
