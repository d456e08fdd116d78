package io.siteswap.recovery;

/** What the witnesses of a host say together. */
public enum Liveness {
  /** At least one of them has seen it alive, whatever the others say. */
  ALIVE,
  /** Its power is off, and nobody has seen it alive. */
  DOWN_BY_POWER,
  /** Nobody has heard of it, which does not prove that it is down. */
  SILENT
}
