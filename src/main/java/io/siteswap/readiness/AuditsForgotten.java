package io.siteswap.readiness;

import java.time.Instant;

/** Told in the transaction that removes them: so many findings of audits were older. */
public record AuditsForgotten(String cluster, int count, Instant before) {}
