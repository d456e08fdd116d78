package io.siteswap.console;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * What somebody said to a plan, with what lay before them then.
 *
 * @param task at which: the plan, a changed plan, or an attestation
 * @param shownAt since when it lay there; null where it is not kept
 * @param page the form's own page, as JSON
 */
record Approval(
    String task, Instant at, String who, String said, Instant shownAt, @JsonRawValue String page) {}
