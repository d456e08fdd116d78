package io.siteswap.readiness.probe;

/**
 * What a probe says of the replication of one storage domain.
 *
 * @param what the reason, where it is not fine
 * @param evidence what was answered
 */
public record Replicated(String domain, boolean fine, String what, String evidence) {
  static Replicated fine(String domain, String evidence) {
    return new Replicated(domain, true, "", evidence);
  }

  public static Replicated failing(String domain, String what, String evidence) {
    return new Replicated(domain, false, what, evidence);
  }
}
