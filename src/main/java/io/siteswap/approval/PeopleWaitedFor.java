package io.siteswap.approval;

import java.util.Set;

/**
 * A run waits for people at a task. Told in the transaction in which that becomes true, which may
 * still fail.
 *
 * @param task its id, its key in the model, and its name
 * @param groups whose members are asked
 * @param people who are asked by name
 * @param except who of them cannot decide, or has decided
 */
public record PeopleWaitedFor(
    Why why, String runId, Task task, Set<String> groups, Set<String> people, Set<String> except) {
  /** Why people are told. */
  public enum Why {
    /** The task has come up. */
    WAITING,
    /** Nobody has answered yet. */
    REMINDED,
    /** Nobody has answered in time, and others are called as well. */
    ESCALATED
  }

  /** What is to be decided. */
  public record Task(String id, String key, String name) {}
}
