package io.siteswap.manager.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What happens to a VM that has paused on a storage error; kept as the REST API spells it. */
public enum StorageErrorResume {
  AUTO_RESUME,
  KILL,
  LEAVE_PAUSED,
  /** One that a newer Manager has; nothing is concluded from it. */
  UNRECOGNISED;

  /** From how the REST API spells it. */
  @JsonCreator
  public static StorageErrorResume of(String word) {
    return Spelling.read(StorageErrorResume.class, word, UNRECOGNISED);
  }

  /** As the REST API spells it. */
  @JsonValue
  public String word() {
    return Spelling.of(this);
  }

  @Override
  public String toString() {
    return word();
  }
}
