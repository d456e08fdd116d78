package io.siteswap.recovery;

import java.time.Instant;
import java.util.Optional;

/**
 * One reason why the Manager does not fail over by itself.
 *
 * @param until about when it passes by itself, where that is known; it may have passed
 * @param unblock what would end it sooner
 */
public record XrayLine(String code, String what, Optional<Instant> until, String unblock) {}
