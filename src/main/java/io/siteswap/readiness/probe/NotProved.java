package io.siteswap.readiness.probe;

/** What is found wrong on the way to an answer. */
public class NotProved extends Exception {
  private final transient String evidence;

  NotProved(String what, String evidence) {
    super(what);
    this.evidence = evidence;
  }

  public String evidence() {
    return evidence;
  }
}
