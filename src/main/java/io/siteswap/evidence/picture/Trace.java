package io.siteswap.evidence.picture;

/** How often the path of a run went through a box, and how that ended the last time. */
public record Trace(int times, State state) {
  /** What became of it. */
  public enum State {
    DONE,
    OPEN,
    CANCELLED
  }
}
