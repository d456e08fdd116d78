package io.siteswap.recovery;

/** What the probes of a host say together; the first that holds. */
public enum Liveness {
  /** It has proved itself alive, whatever the others say. */
  ALIVE,
  /** Something answers in its place or at its address; it may be the host or not. */
  ANSWERED,
  /** Its power is off, and nothing has answered. */
  DOWN_BY_POWER,
  /** Nobody has heard of it, which does not prove that it is down. */
  SILENT
}
