package io.siteswap.readiness.checks;

/** What a runbook needs of a cluster; each check says which of these it judges. */
public enum Need {
  /** Each of both sites can carry the VMs of the other. */
  TWO_SITES,
  /** VMs can be migrated from site to site. */
  MIGRATION,
  /** The other site can take over now. */
  TAKEOVER,
  /** What stands still at a site can go back into service there. */
  RETURN,
  /** The loss of a site can be borne: the Manager outlives it, and VMs restart. */
  LOSS,
  /** VMs can be given what protects them. */
  PROTECTION
}
