package io.siteswap.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;

/** What a cluster has to be ready for. */
public enum Runbook {
  FAIL_OVER_SITE("fail-over-site"),
  RECOVER_LOST_SITE("recover-lost-site"),
  FAIL_BACK_SITE("fail-back-site");

  static final Set<Runbook> ALL = Set.of(values());

  private final String id;

  Runbook(String id) {
    this.id = id;
  }

  /** The id of its process. */
  @JsonValue
  public String id() {
    return id;
  }

  static Runbook of(String id) {
    return Arrays.stream(values())
        .filter(runbook -> runbook.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no runbook"));
  }
}
